import type { Run, Step } from '@/shared/live/model';
import { useServerNow } from '@/shared/time/clock';
import { between, formatDuration } from '@/shared/time/format';

type Timed = Pick<Run | Step, 'started_at' | 'completed_at'>;

/** How long something took, or has been taking; ticks while it is open. */
export function Elapsed({ of }: { of: Timed }) {
  if (of.started_at === null) return null;
  if (of.completed_at !== null) return <>{formatDuration(between(of.started_at, of.completed_at))}</>;
  return <Ticking since={Date.parse(of.started_at)} />;
}

function Ticking({ since }: { since: number }) {
  return <>{formatDuration(Math.max(1000, useServerNow() - since))}</>;
}
