import { t } from '@/shared/i18n/t';

/** The phases of a workflow in their order. */
export function PhaseTrail({ phases }: { phases: readonly string[] }) {
  return (
    <ol
      aria-label={t('run.phases')}
      className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-[11px] text-ink-2"
    >
      {phases.map((phase, i) => (
        <li key={phase} className="flex items-center gap-1.5">
          {i > 0 && <span aria-hidden="true" className="h-px w-3 bg-line-strong" />}
          <span className="rounded bg-sunken px-1.5 py-0.5">{phase}</span>
        </li>
      ))}
    </ol>
  );
}
