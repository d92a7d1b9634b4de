import { get } from '@/shared/api/http';
import type { Step, StepAgent } from '@/shared/live/model';

export interface Attempt {
  /** Counted from 1. */
  number: number;
  state: string;
  agent: StepAgent | null;
  fence: number | null;
  error_message: string | null;
  exit_code?: number | null;
  started_at: string | null;
  completed_at: string | null;
}

export interface StepDetail extends Step {
  output?: unknown;
  summary?: string | null;
  attempts?: Attempt[];
}

export function loadStep(id: string, signal: AbortSignal): Promise<StepDetail> {
  return get<StepDetail>(`/api/workflow-steps/${encodeURIComponent(id)}`, signal);
}
