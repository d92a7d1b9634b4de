import { useSyncExternalStore } from 'react';
import { live } from '@/shared/live/live-store';

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: number | undefined;
let now = Date.now();

/** One timer for every age on the page; it rests when nothing shows an age. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = window.setInterval(() => {
      now = Date.now();
      for (const each of [...listeners]) each();
    }, SECOND);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Asked more than once in a rendering, it must say the same. */
function current(): number {
  if (timer === undefined && Math.abs(Date.now() - now) >= SECOND) now = Date.now();
  return now;
}

/** Client time in milliseconds, once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}

/** Server time in milliseconds, once a second: what instants of the server are compared with. */
export function useServerNow(): number {
  return useNow() + live.getState().connection.skew;
}
