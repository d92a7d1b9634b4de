import { t } from '@/shared/i18n/t';
import { CopyLine } from '@/shared/ui/CopyLine';
import { Mark } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';

const DEMO = './opsflow demo';
const START = `curl -H 'Authorization: Bearer owf_…' -H 'Content-Type: application/json' \
-d '{"workflow_definition_id": "…"}' ${window.location.origin}/api/workflow-executions`;

export function EmptyBoard() {
  return (
    <Notice
      title={t('board.emptyTitle')}
      lead={t('board.emptyLead')}
      icon={<Mark className="size-9" />}
      testId="board-empty"
    >
      <p className="mb-1.5 text-left text-xs text-ink-2">{t('board.emptyDemo')}</p>
      <CopyLine text={DEMO} />
      <p className="mt-4 mb-1.5 text-left text-xs text-ink-2">{t('board.emptyStart')}</p>
      <CopyLine text={START} />
    </Notice>
  );
}
