import { useSyncExternalStore } from 'react';

/** Tailwind's `md`. */
const query = () => window.matchMedia('(min-width: 48rem)');

function subscribe(listener: () => void): () => void {
  const list = query();
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}

/** Is there room for a list and what it leads to, side by side? */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
