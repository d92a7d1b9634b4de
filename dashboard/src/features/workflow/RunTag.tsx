import { t } from '@/shared/i18n/t';

const SHOWN = 4;

/** Runs of one workflow bear one name: the end of the id, which is its random part, tells them apart. */
export function RunTag({ id }: { id: string }) {
  return (
    <span className="shrink-0 font-mono text-[10.5px] text-ink-3" title={id} data-testid="run-tag">
      {t('run.tag', { end: id.slice(id.indexOf('_') + 1).slice(-SHOWN) })}
    </span>
  );
}
