import { del, get } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

/** A browser in which somebody is signed in as this person. */
export type SignIn = Schema<'Session'>;

/** The newest first. */
export function loadSignIns(signal: AbortSignal): Promise<SignIn[]> {
  return get<SignIn[]>('/api/auth/sessions', signal);
}

export function endSignIn(id: string): Promise<void> {
  return del(`/api/auth/sessions/${encodeURIComponent(id)}`);
}

export function endOtherSignIns(): Promise<void> {
  return del('/api/auth/sessions');
}
