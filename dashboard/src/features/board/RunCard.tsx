import { memo } from 'react';
import { Link } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import { Elapsed } from '@/features/workflow/Elapsed';
import { LiveStep } from '@/features/workflow/LiveStep';
import { ProgressBar } from '@/features/workflow/ProgressBar';
import { RunBadge } from '@/features/workflow/RunBadge';
import { RunTag } from '@/features/workflow/RunTag';
import { progressOf, type RunLook, runLook, runLooks, whyFailed } from '@/features/workflow/run-look';
import { formatTime, t, tn } from '@/shared/i18n/t';
import { stepsOfRun } from '@/shared/live/floor';
import { useLive } from '@/shared/live/live-store';
import { isFinished, isHeld, type Run, type Step } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { rememberFocus } from './card-focus';

/** So many steps at work are shown on a card; the rest is a number. */
const LIVE_SHOWN = 3;
/** Characters of `59m 59s`. */
const WIDEST = 7;
/** From one step at work to the next, and what of it is between them; in pixels. */
const LIVE_ROW = 44;
const LIVE_GAP = 8;
/** Placed by a transform: when a step ends, those below it slide up, and nothing is laid out anew. */
const row = 'absolute inset-x-0 top-0 transition-transform duration-200 ease-out';

/** One run. It listens to its own run and steps; its live steps listen to their own signals. */
export const RunCard = memo(function RunCard({ id }: { id: string }) {
  const run = useLive((live) => live.floor.runs[id]);
  const steps = useLive(useShallow((live) => stepsOfRun(live.floor, id)));
  if (run === undefined) return null;
  const look = runLook(run, steps);
  return (
    <Link
      href={`/runs/${run.id}`}
      data-card={run.id}
      data-testid={`run-card-${run.id}`}
      data-look={look}
      onFocus={() => rememberFocus(run.id)}
      className="group block rounded-[10px] border border-line bg-card px-3 pt-2.5 pb-3 shadow-card transition-[border-color,box-shadow] contain-content hover:border-line-strong hover:shadow-lifted focus-visible:outline-offset-0"
    >
      <div className="flex items-baseline gap-2">
        <h3 className="line-clamp-2 min-w-0 flex-1 text-[13px] leading-5 font-medium" title={run.name}>
          {run.name}
        </h3>
        <RunTag id={run.id} />
      </div>
      <p className="truncate text-[11px] leading-4 text-ink-3">{run.workflow_definition_name}</p>
      <div className="mt-1.5 mb-2 flex items-center text-[11px] leading-4 text-ink-3">
        <RunBadge look={look} />
        <span className="ml-auto shrink-0 font-mono text-[10.5px] whitespace-pre">
          <Elapsed of={run} width={WIDEST} />
        </span>
      </div>
      <ProgressBar progress={progressOf(run, steps)} tone={barTone(look)} />
      <div className="mt-2.5 space-y-2 border-t border-line/70 pt-2.5">
        {isFinished(run) ? <Ended run={run} /> : <AtWork steps={steps} look={look} />}
        {(look === 'failing' || look === 'failed') && <WhyFailed run={run} steps={steps} />}
        {run.status === 'cancelled' && run.cancel_reason !== null && (
          <p className="line-clamp-2 text-xs leading-4 break-words text-ink-2" title={run.cancel_reason}>
            {run.cancel_reason}
          </p>
        )}
      </div>
    </Link>
  );
});

function WhyFailed({ run, steps }: { run: Run; steps: readonly Step[] }) {
  const reason = whyFailed(run, steps);
  return (
    <p className="line-clamp-2 text-xs leading-4 break-words text-blocked-ink" title={reason}>
      {reason}
    </p>
  );
}

function AtWork({ steps, look }: { steps: readonly Step[]; look: RunLook }) {
  const held = steps.filter(isHeld);
  if (held.length === 0) {
    return (
      <div className="flex h-9 items-center text-xs text-ink-3">
        <span className="line-clamp-2">{explain(look, steps)}</span>
      </div>
    );
  }
  // A card that grows by one row for one more seems to jump for nothing: the last place tells the number instead.
  const shown = held.length > LIVE_SHOWN ? held.slice(0, LIVE_SHOWN) : held;
  const more = held.length - shown.length;
  return (
    <div className="relative" style={{ height: shown.length * LIVE_ROW - LIVE_GAP + (more > 0 ? 24 : 0) }}>
      {shown.map((step, i) => (
        <div key={step.id} className={row} style={{ transform: `translateY(${i * LIVE_ROW}px)` }}>
          <LiveStep id={step.id} />
        </div>
      ))}
      {more > 0 && (
        <div
          className={`${row} pl-7 text-[11px] leading-4 text-ink-3`}
          style={{ transform: `translateY(${shown.length * LIVE_ROW}px)` }}
        >
          {tn('run.moreLive', more)}
        </div>
      )}
    </div>
  );
}

function explain(look: RunLook, steps: readonly Step[]): string {
  if (look === 'pending') return t('run.notStarted');
  const ready = steps.filter((step) => step.state === 'ready').length;
  return ready > 0 ? tn('run.stepsReady', ready) : t('run.nothingHeld');
}

function Ended({ run }: { run: Run }) {
  return (
    // The age is last, since it grows.
    <div className="flex items-baseline gap-2.5 text-[11px] leading-4 whitespace-nowrap text-ink-3 tabular-nums">
      {run.completed_at !== null && (
        <>
          <span className="text-ink-2">{formatTime(run.completed_at)}</span>
          <Ago at={run.completed_at} />
        </>
      )}
    </div>
  );
}

function barTone(look: RunLook): 'progress' | 'done' | 'blocked' | 'todo' {
  const { tone } = runLooks[look];
  return tone === 'warning' ? 'progress' : tone;
}
