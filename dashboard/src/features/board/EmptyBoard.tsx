import { Link } from 'wouter';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { t } from '@/shared/i18n/t';
import { primaryButton } from '@/shared/ui/buttons';
import { CopyLine } from '@/shared/ui/CopyLine';
import { Mark } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';

const DEMO = './opsflow demo';

export function EmptyBoard() {
  return (
    <Notice
      title={t('board.emptyTitle')}
      lead={t('board.emptyLead')}
      icon={<Mark className="size-9" />}
      testId="board-empty"
    >
      <Allowed to="START_RUN">
        <Link href="/workflows" className={primaryButton}>
          {t('board.emptyStart')}
        </Link>
        <p className="mt-6 mb-1.5 text-left text-xs text-ink-2">{t('board.emptyDemo')}</p>
        <CopyLine text={DEMO} />
      </Allowed>
      <ReadOnly without="START_RUN" className="text-left" />
    </Notice>
  );
}
