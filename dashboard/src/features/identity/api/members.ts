import { del, getAll, patch } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';
import type { Role } from '../permissions';

/** A person in the workspace; only agents are bots. */
export type Member = Schema<'Member'> & { role: Role };

export function loadMembers(signal: AbortSignal): Promise<Member[]> {
  return getAll<Member>('/api/members', signal);
}

/** Making somebody the owner makes the one before an administrator. */
export function changeRole(id: string, role: Role): Promise<Member> {
  return patch<Member>(path(id), { role });
}

/** Ends their keys, sign-ins and sockets in this workspace. */
export function removeMember(id: string): Promise<void> {
  return del(path(id));
}

function path(id: string): string {
  return `/api/members/${encodeURIComponent(id)}`;
}
