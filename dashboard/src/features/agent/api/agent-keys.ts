import { del, get, post } from '@/shared/api/http';

export interface AgentKey {
  id: string;
  name: string;
  /** The first characters of the key, to tell it from others. */
  prefix: string;
  created_at: string;
  /** To about a minute; null: never. */
  last_used_at: string | null;
  expires_at: string | null;
}

export interface IssuedKey {
  key: AgentKey;
  /** In clear, this once. */
  api_key: string;
}

const path = (agent: string) => `/api/agents/${encodeURIComponent(agent)}/keys`;

export function loadAgentKeys(agent: string, signal: AbortSignal): Promise<AgentKey[]> {
  return get<AgentKey[]>(path(agent), signal);
}

export function issueAgentKey(agent: string, name: string): Promise<IssuedKey> {
  return post<IssuedKey>(path(agent), { name });
}

export function revokeAgentKey(agent: string, key: string): Promise<void> {
  return del(`${path(agent)}/${encodeURIComponent(key)}`);
}
