import { del, get, post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';
import type { Role } from '../permissions';

/** One that can still be accepted. */
export type Invitation = Schema<'Invitation'> & { role: Role };

export interface IssuedInvitation {
  invitation: Invitation;
  /** Shown this once; who has it can accept. */
  token: string;
}

export function loadInvitations(signal: AbortSignal): Promise<Invitation[]> {
  return get<Invitation[]>('/api/invitations', signal);
}

/** Takes the place of an earlier one of the address. */
export function invite(email: string, role: Role): Promise<IssuedInvitation> {
  return post<IssuedInvitation>('/api/invitations', { email, role });
}

export function revokeInvitation(id: string): Promise<void> {
  return del(`/api/invitations/${encodeURIComponent(id)}`);
}
