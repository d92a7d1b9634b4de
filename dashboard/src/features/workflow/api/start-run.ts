import { post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';
import type { RunWithSteps } from '@/shared/live/model';

export type NewRun = Schema<'NewRun'>;

export function startRun(run: NewRun): Promise<RunWithSteps> {
  return post<RunWithSteps>('/api/workflow-executions', run);
}
