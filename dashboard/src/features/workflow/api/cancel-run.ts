import { post } from '@/shared/api/http';
import type { RunWithSteps } from '@/shared/live/model';

/** The run as it is afterwards; the same again for one that is cancelled already. */
export function cancelRun(id: string, reason: string): Promise<RunWithSteps> {
  return post<RunWithSteps>(
    `/api/workflow-executions/${encodeURIComponent(id)}/cancel`,
    reason === '' ? {} : { reason },
  );
}
