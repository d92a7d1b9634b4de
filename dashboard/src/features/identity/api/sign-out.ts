import { post } from '@/shared/api/http';

export function signOut(): Promise<void> {
  return post<void>('/api/auth/logout');
}
