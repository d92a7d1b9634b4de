import { get, post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

export type GateDetail = Schema<'Gate'>;
export type NewAnswer = Schema<'NewAnswer'>;

const path = (id: string) => `/api/gates/${encodeURIComponent(id)}`;

export function loadGate(id: string, signal: AbortSignal): Promise<GateDetail> {
  return get<GateDetail>(path(id), signal);
}

export function answerGate(id: string, answer: NewAnswer): Promise<GateDetail> {
  return post<GateDetail>(`${path(id)}/answer`, answer);
}
