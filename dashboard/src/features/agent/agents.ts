import { compare } from '@/shared/live/floor';
import type { Agent } from '@/shared/live/model';

/** Those that are there first, then by name. */
export function inOrder(byId: Readonly<Record<string, Agent>>): Agent[] {
  return Object.values(byId).sort(
    (a, b) =>
      Number(b.connection === 'online') - Number(a.connection === 'online') || compare(a.name, b.name),
  );
}
