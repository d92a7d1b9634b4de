import { post } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';
import type { Agent } from '@/shared/live/model';

export type NewAgent = Schema<'NewAgent'>;

/** The key is never shown again. */
export interface KeyedAgent {
  agent: Agent;
  api_key: string;
}

export function registerAgent(agent: NewAgent): Promise<KeyedAgent> {
  return post<KeyedAgent>('/api/agents', agent);
}
