import { post } from '@/shared/api/http';

/** Told to the agent that works on the step; the socket says how far it has come. */
export function steerStep(id: string, text: string): Promise<void> {
  return post<void>(`/api/workflow-steps/${encodeURIComponent(id)}/steer`, { text });
}
