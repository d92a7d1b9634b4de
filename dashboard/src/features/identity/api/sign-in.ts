import { post } from '@/shared/api/http';
import type { Me } from '../me';

export function signIn(email: string, password: string): Promise<Me> {
  return post<Me>('/api/auth/login', { email, password });
}
