import type { Run, Step } from '@/shared/live/model';
import { useServerNow } from '@/shared/time/clock';
import { between, formatDuration } from '@/shared/time/format';

type Timed = Pick<Run | Step, 'started_at' | 'completed_at'>;

interface ElapsedProps {
  of: Timed;
  /** At least so many characters, so that in a font of one width its end keeps its place. */
  width?: number;
}

/** How long something took, or has been taking; ticks while it is open. */
export function Elapsed({ of, width = 0 }: ElapsedProps) {
  if (of.started_at === null) return null;
  if (of.completed_at === null) return <Ticking since={Date.parse(of.started_at)} width={width} />;
  return <>{formatDuration(between(of.started_at, of.completed_at)).padStart(width)}</>;
}

function Ticking({ since, width }: { since: number; width: number }) {
  return <>{formatDuration(Math.max(1000, useServerNow() - since)).padStart(width)}</>;
}
