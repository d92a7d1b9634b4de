import { get, put } from '@/shared/api/http';
import type { Canceller } from '@/shared/live/model';

export interface AgentSettings {
  settings: Record<string, unknown>;
  /** Null when nobody has set anything; so is who did. */
  changed_at: string | null;
  changed_by: Canceller | null;
}

const path = (id: string) => `/api/agents/${encodeURIComponent(id)}/settings`;

export function loadAgentSettings(id: string, signal: AbortSignal): Promise<AgentSettings> {
  return get<AgentSettings>(path(id), signal);
}

/** In place of all that was set; each process of the agent is told. */
export function saveAgentSettings(id: string, settings: Record<string, unknown>): Promise<void> {
  return put(path(id), { settings });
}
