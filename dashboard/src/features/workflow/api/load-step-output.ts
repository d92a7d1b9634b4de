import { get } from '@/shared/api/http';

/** The tail of a log; `offset` and `size` in bytes, `content` reaches to the end. */
export interface StepOutput {
  step_id: string;
  attempt: number;
  content: string;
  offset: number;
  size: number;
  truncated: boolean;
}

export function loadStepOutput(stepId: string, signal: AbortSignal): Promise<StepOutput> {
  return get<StepOutput>(`/api/workflow-steps/${encodeURIComponent(stepId)}/logs/output`, signal);
}
