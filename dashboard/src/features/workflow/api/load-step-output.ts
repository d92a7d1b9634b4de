import { get } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

/** The tail of a log; `offset` and `size` in bytes, `content` reaches to the end. */
export type StepOutput = Schema<'LogTail'>;

export function loadStepOutput(stepId: string, signal: AbortSignal): Promise<StepOutput> {
  return get<StepOutput>(`/api/workflow-steps/${encodeURIComponent(stepId)}/logs/output`, signal);
}
