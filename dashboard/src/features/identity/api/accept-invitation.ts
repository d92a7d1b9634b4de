import { post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

export type Acceptance = Schema<'Acceptance'>;

/** Signs in as whoever was invited. */
export function acceptInvitation(acceptance: Acceptance): Promise<void> {
  return post<void>('/api/invitations/accept', acceptance);
}
