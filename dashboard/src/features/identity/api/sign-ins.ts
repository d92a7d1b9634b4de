import { del, get } from '@/shared/api/http';

/** A browser in which somebody is signed in as this person. */
export interface SignIn {
  id: string;
  /** The one that asks. */
  current: boolean;
  address: string;
  user_agent: string;
  created_at: string;
  /** To about a minute. */
  last_used_at: string;
  expires_at: string;
}

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
