const FIRST = 500;
const LONGEST = 15_000;

/**
 * Milliseconds to wait before try number `attempt` (from 0). Doubled each time; half of it is left to chance, so that
 * a thousand boards do not come back in the same instant after a restart of the server.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
