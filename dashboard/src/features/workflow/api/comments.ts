import { getAll, post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

export type Comment = Schema<'Comment'>;

/** Of a step, or all of a run. */
export function loadComments(runId: string, stepId: string | null, signal: AbortSignal): Promise<Comment[]> {
  const query = stepId === null ? '' : `?step_id=${encodeURIComponent(stepId)}`;
  return getAll<Comment>(`${pathOf(runId)}${query}`, signal);
}

export function addComment(runId: string, stepId: string | null, text: string): Promise<Comment> {
  return post<Comment>(pathOf(runId), stepId === null ? { text } : { text, step_id: stepId });
}

function pathOf(runId: string): string {
  return `/api/workflow-executions/${encodeURIComponent(runId)}/comments`;
}
