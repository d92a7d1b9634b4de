import { post } from '@/shared/api/http';

/** Ends all other sign-ins of the person. */
export function changePassword(current_password: string, new_password: string): Promise<void> {
  return post<void>('/api/auth/password', { current_password, new_password });
}
