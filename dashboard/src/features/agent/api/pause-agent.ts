import { post } from '@/shared/api/http';

const path = (id: string) => `/api/agents/${encodeURIComponent(id)}`;

/** It gets no new work; what it holds goes on. */
export function pauseAgent(id: string): Promise<void> {
  return post<void>(`${path(id)}/pause`);
}

export function resumeAgent(id: string): Promise<void> {
  return post<void>(`${path(id)}/resume`);
}
