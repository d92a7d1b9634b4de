import { post } from '@/shared/api/http';

/** Ends its keys and connections; what it holds goes back to the queue. */
export function retireAgent(id: string): Promise<void> {
  return post<void>(`/api/agents/${encodeURIComponent(id)}/retire`);
}
