import { post } from '@/shared/api/http';

export interface Acceptance {
  token: string;
  /** Of who has no account yet. */
  name: string;
  /** That of the account, or the one of the account that is made. */
  password: string;
}

/** Signs in as whoever was invited. */
export function acceptInvitation(acceptance: Acceptance): Promise<void> {
  return post<void>('/api/invitations/accept', acceptance);
}
