import { get, getAll } from '@/shared/api/http';
import type { RunWithSteps, Step } from '@/shared/live/model';

export interface RunDetail extends RunWithSteps {
  args?: Record<string, unknown> | null;
  /** Null when all steps are in it. */
  steps_next_cursor?: string | null;
}

/** With all of its steps, however many pages they fill. */
export async function loadRun(id: string, signal: AbortSignal): Promise<RunDetail> {
  const path = `/api/workflow-executions/${encodeURIComponent(id)}`;
  const run = await get<RunDetail>(path, signal);
  const { steps_next_cursor: next = null } = run;
  if (next === null) return run;
  return { ...run, steps: [...run.steps, ...(await getAll<Step>(`${path}/steps`, signal, next))] };
}
