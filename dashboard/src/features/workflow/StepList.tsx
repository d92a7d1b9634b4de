import { memo } from 'react';
import { Link } from 'wouter';
import { WaitingMark } from '@/features/gate/WaitingMark';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { isFinal, isHeld, type Run, type Step } from '@/shared/live/model';
import { Avatar } from '@/shared/ui/Avatar';
import { StateGlyph } from '@/shared/ui/Tone';
import { Elapsed } from './Elapsed';
import { stepLook } from './run-look';
import { StepError } from './StepError';

interface StepListProps {
  run: Run;
  steps: readonly Step[];
  chosen: string | null;
}

export function StepList({ run, steps, chosen }: StepListProps) {
  return (
    <nav aria-label={t('run.steps')} className="pb-2">
      {grouped(run, steps).map(([phase, inPhase]) => (
        <section key={phase} aria-label={phase}>
          <h2 className="sticky top-0 z-10 bg-bg/95 px-4 pt-3 pb-1 text-[11px] font-medium text-ink-3 first-letter:uppercase">
            {phase}
          </h2>
          <ul>
            {inPhase.map((step) => (
              <li key={step.id}>
                <StepRow step={step} chosen={step.step_id === chosen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const StepRow = memo(function StepRow({ step, chosen }: { step: Step; chosen: boolean }) {
  const look = stepLook(step);
  return (
    <Link
      href={`/runs/${step.workflow_run_id}?step=${encodeURIComponent(step.step_id)}`}
      replace
      aria-current={chosen ? 'true' : undefined}
      data-testid={`step-${step.step_id}`}
      data-state={step.state}
      className={`mx-2 flex items-start gap-2.5 rounded-md px-2 py-1.5 text-[13px] transition-colors focus-visible:-outline-offset-2 ${chosen ? 'bg-accent/10' : 'hover:bg-hover'}`}
    >
      <StateGlyph tone={look.tone} glyph={look.glyph} className="mt-[3px] size-3.5" />
      <span className="sr-only">{look.label}</span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={`truncate ${step.state === 'pending' ? 'text-ink-2' : ''}`}>{step.name}</span>
          {step.attempt > 1 && (
            <span className="shrink-0 text-[11px] text-warning-ink">
              {t('step.attempt', { n: step.attempt })}
            </span>
          )}
        </span>
        <StepError step={step} className="mt-0.5 line-clamp-1 text-[11px]" />
        <WaitingMark stepId={step.id} />
        {isHeld(step) && <LastWords id={step.id} />}
      </span>
      <span className="flex h-5 shrink-0 items-center gap-2 text-[11px] text-ink-3 tabular-nums">
        {(isHeld(step) || isFinal(step)) && <Elapsed of={step} />}
        {step.agent !== null && (
          <span title={step.agent.name}>
            <Avatar
              name={step.agent.name}
              emoji={step.agent.emoji}
              color={step.agent.color}
              className="size-4.5 text-[10px]"
            />
          </span>
        )}
      </span>
    </Link>
  );
});

function LastWords({ id }: { id: string }) {
  const signal = useLive((live) => live.floor.signals[id]);
  return (
    <span className="flex h-4 items-center gap-2 text-[11px] text-ink-3">
      <span className="truncate font-mono text-[10.5px]">{signal?.line}</span>
      {signal?.percent !== undefined && (
        <span className="ml-auto shrink-0 tabular-nums">
          {t('step.percent', { n: Math.round(signal.percent) })}
        </span>
      )}
    </span>
  );
}

/** Steps by phase, phases in the order of the run, steps in the order of the definition. */
function grouped(run: Run, steps: readonly Step[]): [string, Step[]][] {
  const groups = new Map<string, Step[]>(run.phases.map((phase) => [phase, []]));
  for (const step of steps) {
    const group = groups.get(step.phase);
    if (group === undefined) groups.set(step.phase, [step]);
    else group.push(step);
  }
  return [...groups].filter(([, inPhase]) => inPhase.length > 0);
}
