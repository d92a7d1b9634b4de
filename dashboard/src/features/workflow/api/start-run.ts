import { post } from '@/shared/api/http';
import type { RunWithSteps } from '@/shared/live/model';

export interface NewRun {
  workflow_definition_id: string;
  /** Default: the definition's name. */
  name?: string;
  args: Record<string, unknown>;
  priority: string;
}

export function startRun(run: NewRun): Promise<RunWithSteps> {
  return post<RunWithSteps>('/api/workflow-executions', run);
}
