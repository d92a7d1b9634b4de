import { get } from '@/shared/api/http';

/** Where agents connect to, `host:port`, as their machines see it. */
export interface AgentDoor {
  address: string;
}

export function loadAgentDoor(signal: AbortSignal): Promise<AgentDoor> {
  return get<AgentDoor>('/api/agent-door', signal);
}
