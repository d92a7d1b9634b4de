import { del, getAll, patch } from '@/shared/api/http';
import type { Role } from '../permissions';

/** A person in the workspace. */
export interface Member {
  /** Of the person. */
  id: string;
  name: string;
  email: string;
  role: Role;
  joined_at: string;
}

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
