import { get } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

export type Attempt = Schema<'Attempt'>;

export type StepDetail = Schema<'StepDetail'>;

export function loadStep(id: string, signal: AbortSignal): Promise<StepDetail> {
  return get<StepDetail>(`/api/workflow-steps/${encodeURIComponent(id)}`, signal);
}
