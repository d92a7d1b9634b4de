import { getBytes } from '@/shared/api/http';

/** Bytes `first` to `last` of what an attempt printed. */
export function loadLogPart(
  stepId: string,
  attempt: number,
  first: number,
  last: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const path = `/api/workflow-steps/${encodeURIComponent(stepId)}/logs/output?attempt=${attempt}`;
  return getBytes(path, first, last, signal);
}
