import { getAll } from '@/shared/api/http';
import type { Artifact } from '@/shared/live/model';

export function loadArtifacts(runId: string, signal: AbortSignal): Promise<Artifact[]> {
  return getAll<Artifact>(`/api/workflow-executions/${encodeURIComponent(runId)}/artifacts`, signal);
}
