import { del, get, post } from '@/shared/api/http';

/** A key of a person or an agent; the key itself is not in it. */
export interface Key {
  id: string;
  name: string;
  /** Its beginning, by which people recognise it. */
  prefix: string;
  scopes: string[];
  created_at: string;
  /** To about a minute; null: never. */
  last_used_at: string | null;
  /** Null: it works until it is revoked. */
  expires_at: string | null;
}

export interface IssuedKey {
  key: Key;
  /** In clear, this once. */
  api_key: string;
}

export interface NewKey {
  name: string;
  scopes: string[];
  expires_at?: string;
}

export function loadKeys(signal: AbortSignal): Promise<Key[]> {
  return get<Key[]>('/api/api-keys', signal);
}

export function createKey(key: NewKey): Promise<IssuedKey> {
  return post<IssuedKey>('/api/api-keys', key);
}

export function revokeKey(id: string): Promise<void> {
  return del(`/api/api-keys/${encodeURIComponent(id)}`);
}
