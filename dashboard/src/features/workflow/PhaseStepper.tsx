import { t } from '@/shared/i18n/t';
import { isFinal, isFinished, type Run, type Step } from '@/shared/live/model';
import { StateGlyph } from '@/shared/ui/Tone';

type PhaseState = 'phaseDone' | 'phaseCurrent' | 'phaseAhead' | 'phaseSkipped' | 'phaseFailed';

export function PhaseStepper({ run, steps }: { run: Run; steps: readonly Step[] }) {
  if (run.phases.length === 0) return null;
  return (
    <ol
      aria-label={t('run.phases')}
      className="flex min-w-0 items-center gap-1.5 overflow-x-auto [scrollbar-width:none]"
    >
      {run.phases.map((phase, i) => {
        const inPhase = steps.filter((step) => step.phase === phase);
        const running = inPhase.some((step) => step.state === 'running');
        const state = stateOf(run, phase, inPhase);
        return (
          <li
            key={phase}
            data-testid={`phase-${phase}`}
            aria-current={state === 'phaseCurrent' ? 'step' : undefined}
            className={`flex shrink-0 items-center gap-1.5 text-xs ${state === 'phaseAhead' ? 'text-ink-3' : state === 'phaseCurrent' ? 'font-medium text-ink' : 'text-ink-2'}`}
          >
            {i > 0 && <span aria-hidden="true" className="h-px w-4 bg-line-strong" />}
            <StateGlyph {...(running ? looks.running : looks[state])} />
            <span className="inline-block first-letter:uppercase">{phase}</span>
            <span className="sr-only">{t(`run.${state}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}

const looks = {
  phaseDone: { tone: 'done', glyph: 'check' },
  phaseCurrent: { tone: 'progress', glyph: 'ring' },
  running: { tone: 'progress', glyph: 'pie' },
  phaseAhead: { tone: 'todo', glyph: 'dashed' },
  phaseSkipped: { tone: 'todo', glyph: 'slash' },
  phaseFailed: { tone: 'blocked', glyph: 'cross' },
} as const;

function stateOf(run: Run, phase: string, inPhase: readonly Step[]): PhaseState {
  if (run.status === 'completed') return 'phaseDone';
  const over = inPhase.length > 0 && inPhase.every(isFinal);
  if (over && inPhase.some((step) => step.state === 'failed')) return 'phaseFailed';
  // Nothing was done in a phase whose steps were all left out.
  const leftOut = (step: Step) => step.state === 'skipped' || step.state === 'cancelled';
  if (over && inPhase.every(leftOut)) return 'phaseSkipped';
  if (over) return 'phaseDone';
  return run.current_phase === phase && !isFinished(run) ? 'phaseCurrent' : 'phaseAhead';
}
