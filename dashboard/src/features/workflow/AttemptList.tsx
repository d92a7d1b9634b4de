import { t } from '@/shared/i18n/t';
import type { Step } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { formatBytes } from '@/shared/time/format';
import { Avatar } from '@/shared/ui/Avatar';
import { StateGlyph } from '@/shared/ui/Tone';
import type { Attempt, StepDetail } from './api/load-step';
import { Elapsed } from './Elapsed';
import { attemptLooks, stepLooks } from './run-look';

const attemptStates = [
  ...(['ready', 'leased', 'running', 'completed', 'failed', 'lost', 'released', 'stopping'] as const),
  ...(['cancelled', 'skipped', 'pending'] as const),
];

interface AttemptListProps {
  step: Step;
  loaded: readonly Attempt[];
  checkpoint: StepDetail['checkpoint'];
}

export function AttemptList({ step, loaded, checkpoint }: AttemptListProps) {
  return (
    <>
      <Attempts step={step} loaded={loaded} />
      {checkpoint && (
        <p className="border-t border-line px-4 py-3 text-xs text-ink-2" data-testid="checkpoint">
          {t('step.checkpoint', { n: checkpoint.attempt, size: formatBytes(checkpoint.size_bytes) })}
          {' · '}
          <span className="text-ink-3">
            <Ago at={checkpoint.reported_at} />
          </span>
        </p>
      )}
    </>
  );
}

function Attempts({ step, loaded }: { step: Step; loaded: readonly Attempt[] }) {
  return (
    <ol className="divide-y divide-line" data-testid="attempts">
      {merged(step, loaded).map((attempt) => (
        <li key={attempt.number} className="flex gap-3 px-4 py-3 text-xs">
          <StateGlyph {...(attemptLooks[attempt.state] ?? stepLooks.failed)} className="mt-px size-3.5" />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{t('step.attempt', { n: attempt.number })}</span>
              <span className="text-ink-3">{wordOf(attempt.state)}</span>
              {attempt.agent !== null && (
                <span className="flex items-center gap-1.5 text-ink-2">
                  <Avatar
                    name={attempt.agent.name}
                    emoji={attempt.agent.emoji}
                    color={attempt.agent.color}
                    className="size-4.5 text-[10px]"
                  />
                  {attempt.agent.name}
                </span>
              )}
              {attempt.fence !== null && (
                <span className="text-ink-3">{t('step.fence', { n: attempt.fence })}</span>
              )}
              <span className="ml-auto flex gap-3 text-ink-3 tabular-nums">
                <Elapsed of={attempt} />
                {attempt.started_at !== null && <Ago at={attempt.started_at} />}
              </span>
            </div>
            {attempt.error_message && (
              <p className="mt-1 break-words text-blocked-ink">{attempt.error_message}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function wordOf(state: string): string {
  const known = attemptStates.find((one) => one === state);
  return known === undefined ? state : t(`step.attemptState.${known}`);
}

/** What the socket tells of an attempt, and its exit code where it was loaded. */
type ShownAttempt = Pick<Attempt, 'number' | 'error_message' | 'started_at' | 'completed_at'> &
  Partial<Pick<Attempt, 'exit_code'>> &
  Pick<Step, 'agent' | 'fence'> & { state: string };

/** Newest first; the current attempt as the socket last told it. */
function merged(step: Step, loaded: readonly Attempt[]): ShownAttempt[] {
  const earlier = loaded.filter((attempt) => attempt.number !== step.attempt);
  const { attempt: number, state, agent, fence, error_message, started_at, completed_at } = step;
  const known = loaded.find((attempt) => attempt.number === number);
  // A step that went back to the queue has no agent of its own any more; its last attempt keeps what was loaded.
  const told = known === undefined || agent !== null;
  const current = told ? { number, state, agent, fence, error_message, started_at, completed_at } : known;
  return [current, ...earlier].sort((a, b) => b.number - a.number);
}
