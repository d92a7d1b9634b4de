import { getPage, type Page } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

export type Message = Schema<'Message'>;

/** What was written while working on a step, or what an agent wrote and was written. */
export type Place = { step: string } | { agent: string };

/** The newest; who wants all of them asks the API. */
export const SHOWN = 100;

export function loadMessages(place: Place, signal: AbortSignal): Promise<Page<Message>> {
  const of =
    'step' in place
      ? `workflow-steps/${encodeURIComponent(place.step)}`
      : `agents/${encodeURIComponent(place.agent)}`;
  return getPage<Message>(`/api/${of}/messages?limit=${SHOWN}`, signal);
}
