import { Link } from 'wouter';
import { formatMoment, t } from '@/shared/i18n/t';
import type { Run, Step, StepAgent } from '@/shared/live/model';
import { usageOf } from '@/shared/live/usage';
import { Ago } from '@/shared/time/Ago';
import { Avatar } from '@/shared/ui/Avatar';
import { ChevronLeftIcon } from '@/shared/ui/icons';
import { CancelRun } from './CancelRun';
import { Elapsed } from './Elapsed';
import { PhaseStepper } from './PhaseStepper';
import { RunBadge } from './RunBadge';
import { RunTag } from './RunTag';
import { progressOf, runLook, whyFailed } from './run-look';
import { UsageLine } from './UsageLine';

interface RunHeaderProps {
  run: Run;
  steps: readonly Step[];
  /** Only the first line, where a step needs the room. */
  compact: boolean;
}

export function RunHeader({ run, steps, compact }: RunHeaderProps) {
  const { done, total } = progressOf(run, steps);
  const agents = agentsOf(steps);
  const look = runLook(run, steps);
  return (
    <header className="shrink-0 space-y-2.5 border-b border-line px-3 py-3 sm:px-4">
      <div className="flex items-center gap-2">
        <Link
          href="/"
          aria-label={t('run.back')}
          className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
        >
          <ChevronLeftIcon className="size-4" />
        </Link>
        <h1 className="truncate text-[15px] font-semibold">{run.name}</h1>
        <RunTag id={run.id} />
        <RunBadge look={look} />
        <div className="ml-auto flex shrink-0 items-center gap-3">
          <Link
            href={`/workflows/${run.workflow_definition_id}`}
            className="hidden min-h-6 items-center text-xs text-ink-3 hover:text-ink hover:underline sm:inline-flex"
          >
            {run.workflow_definition_name}
          </Link>
          <CancelRun run={run} />
        </div>
      </div>
      {!compact && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2 pl-0 sm:pl-8">
          <PhaseStepper run={run} steps={steps} />
          <div className="flex items-center gap-4 text-xs text-ink-3 tabular-nums sm:ml-auto">
            {agents.length > 0 && (
              <span className="flex -space-x-1" title={agents.map((agent) => agent.name).join(', ')}>
                <span className="sr-only">
                  {t('run.agents', { names: agents.map((agent) => agent.name).join(', ') })}
                </span>
                {agents.slice(0, 5).map((agent) => (
                  <span key={agent.id} className="rounded-full ring-2 ring-bg">
                    <Avatar
                      name={agent.name}
                      emoji={agent.emoji}
                      color={agent.color}
                      className="size-5 text-[11px]"
                    />
                  </span>
                ))}
              </span>
            )}
            {run.started_at !== null && <UsageLine usage={usageOf(steps)} testId="run-usage" />}
            <span>{t('run.progress', { done, total })}</span>
            <span
              title={
                run.started_at === null ? undefined : t('run.started', { at: formatMoment(run.started_at) })
              }
              className="font-medium text-ink-2"
            >
              <Elapsed of={run} />
            </span>
          </div>
        </div>
      )}
      {!compact && run.status === 'cancelled' && <Cancellation run={run} />}
      {!compact && (look === 'failing' || look === 'failed') && (
        <p
          className="rounded-md bg-blocked/10 px-2.5 py-1.5 text-xs text-blocked-ink sm:ml-8"
          data-testid="run-error"
        >
          {whyFailed(run, steps)}
        </p>
      )}
    </header>
  );
}

/** Who ended it, when and why; and whether agents still end what they do for it. */
function Cancellation({ run }: { run: Run }) {
  return (
    <p
      className="flex flex-wrap gap-x-2 rounded-md bg-todo/14 px-2.5 py-1.5 text-xs text-ink-2 sm:ml-8"
      data-testid="cancellation"
    >
      {run.cancelled_at !== null && (
        <span>
          {run.cancelled_by?.name ? t('cancel.by', { name: run.cancelled_by.name }) : t('cancel.cancelled')}{' '}
          <Ago at={run.cancelled_at} />
        </span>
      )}
      {run.cancel_reason && <span className="font-medium">{run.cancel_reason}</span>}
      {run.cancel_stage === 'stopping' && <span className="text-warning-ink">{t('cancel.stopping')}</span>}
    </p>
  );
}

function agentsOf(steps: readonly Step[]): StepAgent[] {
  const byId = new Map<string, StepAgent>();
  for (const { agent } of steps) if (agent !== null) byId.set(agent.id, agent);
  return [...byId.values()];
}
