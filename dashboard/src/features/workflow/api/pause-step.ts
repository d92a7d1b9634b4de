import { post } from '@/shared/api/http';

/** The agent is asked to bring the attempt to a halt; the socket says when it has. */
export function pauseStep(id: string): Promise<void> {
  return post<void>(`/api/workflow-steps/${encodeURIComponent(id)}/pause`);
}

export function resumeStep(id: string): Promise<void> {
  return post<void>(`/api/workflow-steps/${encodeURIComponent(id)}/resume`);
}
