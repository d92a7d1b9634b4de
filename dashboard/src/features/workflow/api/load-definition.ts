import { get } from '@/shared/api/http';
import type { DefinitionDetail } from '../definition/definition';

/** @param version null: the newest */
export function loadDefinition(
  id: string,
  version: number | null,
  signal: AbortSignal,
): Promise<DefinitionDetail> {
  const query = version === null ? '' : `?version=${version}`;
  return get<DefinitionDetail>(`/api/workflow-definitions/${encodeURIComponent(id)}${query}`, signal);
}
