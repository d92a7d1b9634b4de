import { del, get, post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

/** A key of a person or an agent; the key itself is not in it. */
export type Key = Schema<'Key'>;

/** With the key in clear, this once. */
export type IssuedKey = Schema<'IssuedKey'>;

export type NewKey = Schema<'NewKey'>;

export function loadKeys(signal: AbortSignal): Promise<Key[]> {
  return get<Key[]>('/api/api-keys', signal);
}

export function createKey(key: NewKey): Promise<IssuedKey> {
  return post<IssuedKey>('/api/api-keys', key);
}

export function revokeKey(id: string): Promise<void> {
  return del(`/api/api-keys/${encodeURIComponent(id)}`);
}
