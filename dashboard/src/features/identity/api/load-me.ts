import { get } from '@/shared/api/http';
import type { Me } from '../me';

export function loadMe(): Promise<Me> {
  return get<Me>('/api/auth/me');
}
