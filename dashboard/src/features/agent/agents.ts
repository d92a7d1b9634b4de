import { compare } from '@/shared/live/floor';
import { type Agent, isHeld, type Step } from '@/shared/live/model';

/** Those that are there first, then by name. */
export function inOrder(byId: Readonly<Record<string, Agent>>): Agent[] {
  return Object.values(byId).sort(
    (a, b) =>
      Number(b.connection === 'online') - Number(a.connection === 'online') || compare(a.name, b.name),
  );
}

export type AgentState =
  | 'error'
  | 'stalled'
  | 'pausing'
  | 'paused'
  | 'starting'
  | 'offline'
  | 'working'
  | 'idle';

/** The worst that is to be said of it, as the server's status. Working is only who holds a step by a lease, whatever else is said. */
export function stateOf(agent: Agent, atWork: readonly Step[]): AgentState {
  if (agent.error !== null) return 'error';
  const online = agent.connection === 'online';
  if (online && atWork.some((step) => step.stalled_at !== null)) return 'stalled';
  // What it holds tells sooner than the server, which notes it within a second.
  if (agent.pause !== null) return atWork.length > 0 ? 'pausing' : agent.pause.stage;
  if (!online) return agent.lifecycle === 'starting' ? 'starting' : 'offline';
  return atWork.length > 0 ? 'working' : 'idle';
}

export function stepsHeldBy(steps: Readonly<Record<string, Step>>, agentId: string): Step[] {
  return Object.values(steps).filter((step) => step.agent?.id === agentId && isHeld(step));
}

/** As the server makes an id from a name; it adds a number when the id is taken. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
