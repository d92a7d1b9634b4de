import { post } from '@/shared/api/http';
import type { Agent } from '@/shared/live/model';

export interface NewAgent {
  name: string;
  /** Both chosen by the server when left out. */
  emoji?: string;
  color?: string;
}

/** The key is never shown again. */
export interface KeyedAgent {
  agent: Agent;
  api_key: string;
}

export function registerAgent(agent: NewAgent): Promise<KeyedAgent> {
  return post<KeyedAgent>('/api/agents', agent);
}
