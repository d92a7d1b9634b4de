import { get } from '@/shared/api/http';
import type { Definition } from '../definition/definition';

export function loadDefinitions(signal: AbortSignal): Promise<Definition[]> {
  return get<Definition[]>('/api/workflow-definitions', signal);
}
