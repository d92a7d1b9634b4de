import { getAll } from '@/shared/api/http';
import type { Definition } from '../definition/definition';

export function loadDefinitions(signal: AbortSignal): Promise<Definition[]> {
  return getAll<Definition>('/api/workflow-definitions', signal);
}
