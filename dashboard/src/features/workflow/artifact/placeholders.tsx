import { t } from '@/shared/i18n/t';
import { Waiting } from '@/shared/ui/states';

export function Remark({ text }: { text: string }) {
  return <p className="px-4 py-3 text-xs text-ink-3">{text}</p>;
}

export function Lines() {
  return (
    <Waiting label={t('artifact.loading')}>
      <div className="space-y-2.5 p-5">
        <div className="skeleton h-4 w-2/5" />
        <div className="skeleton h-3 w-full" />
        <div className="skeleton h-3 w-11/12" />
        <div className="skeleton h-3 w-3/5" />
      </div>
    </Waiting>
  );
}
