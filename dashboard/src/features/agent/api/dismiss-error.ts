import { post } from '@/shared/api/http';

/** It is shown no more; the agent is not told. */
export function dismissError(agentId: string, id: string): Promise<void> {
  return post<void>(`/api/agents/${encodeURIComponent(agentId)}/errors/${encodeURIComponent(id)}/dismiss`);
}
