import { patch } from '@/shared/api/http';
import type { Me } from '../me';

export function renameMe(name: string): Promise<Me> {
  return patch<Me>('/api/auth/me', { name });
}
