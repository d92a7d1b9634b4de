import { t, tn } from '@/shared/i18n/t';
import { WarningIcon } from '@/shared/ui/icons';
import type { YamlError } from './definition';

interface ErrorListProps {
  id: string;
  errors: readonly YamlError[];
  onGo: (error: YamlError) => void;
}

/** Everything that is wrong, each leading to its place. */
export function ErrorList({ id, errors, onGo }: ErrorListProps) {
  return (
    <section
      id={id}
      aria-label={t('definition.errors')}
      aria-live="polite"
      data-testid="yaml-errors"
      className="max-h-[40%] shrink-0 overflow-y-auto border-t border-line bg-card empty:hidden"
    >
      {errors.length > 0 && (
        <>
          <h2 className="sticky top-0 flex items-center gap-2 bg-card px-4 pt-2.5 pb-1.5 text-xs font-semibold text-blocked-ink">
            <WarningIcon className="size-4" />
            {tn('definition.errorCount', errors.length)}
          </h2>
          <ol className="pb-2">
            {errors.map((error) => (
              <li key={`${error.line}:${error.column}:${error.path}:${error.message}`}>
                <Entry error={error} onGo={onGo} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Entry({ error, onGo }: { error: YamlError; onGo: (error: YamlError) => void }) {
  const words = (
    <>
      <span className="w-20 shrink-0 text-ink-3 tabular-nums">
        {error.line === null
          ? t('definition.wholeText')
          : t('definition.place', { line: error.line, column: error.column ?? 1 })}
      </span>
      <span className="min-w-0">
        {error.path !== '' && (
          <code className="mr-1.5 font-mono text-[11px] text-accent-ink">{error.path}</code>
        )}
        <span>{error.message}</span>
        {error.remedy && <span className="block text-ink-2">{error.remedy}</span>}
      </span>
    </>
  );
  const look = 'flex w-full items-baseline gap-3 px-4 py-1.5 text-left text-xs leading-5';
  if (error.line === null) return <div className={look}>{words}</div>;
  return (
    <button
      type="button"
      className={`${look} hover:bg-hover focus-visible:-outline-offset-2`}
      onClick={() => onGo(error)}
    >
      {words}
    </button>
  );
}
