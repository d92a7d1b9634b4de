import type { IssuedKey, Key } from '@/features/identity/api/keys';
import { del, get, post } from '@/shared/api/http';

const path = (agent: string) => `/api/agents/${encodeURIComponent(agent)}/keys`;

export function loadAgentKeys(agent: string, signal: AbortSignal): Promise<Key[]> {
  return get<Key[]>(path(agent), signal);
}

export function issueAgentKey(agent: string, name: string): Promise<IssuedKey> {
  return post<IssuedKey>(path(agent), { name });
}

export function revokeAgentKey(agent: string, key: string): Promise<void> {
  return del(`${path(agent)}/${encodeURIComponent(key)}`);
}
