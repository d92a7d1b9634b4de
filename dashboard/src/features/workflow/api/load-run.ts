import { get } from '@/shared/api/http';
import type { RunWithSteps } from '@/shared/live/model';

export interface RunDetail extends RunWithSteps {
  args?: Record<string, unknown> | null;
}

export function loadRun(id: string, signal: AbortSignal): Promise<RunDetail> {
  return get<RunDetail>(`/api/workflow-executions/${encodeURIComponent(id)}`, signal);
}
