import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> =
  | { status: 'loading'; data: null; error: null }
  | { status: 'loaded'; data: T; error: null }
  | { status: 'failed'; data: null; error: unknown };

const loading = { status: 'loading', data: null, error: null } as const;

/**
 * Loads once for each `key` (null: nothing to load yet). What was loaded stays until the key changes: live news come
 * from the socket, never from asking again. `again` is for the one exception, a snapshot after a long break: when it
 * changes, what is shown stays until the new answer is there.
 */
export function useLoaded<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  again = 0,
): Loaded<T> & { retry: () => void } {
  const [state, setState] = useState<Loaded<T> & { key: string | null }>({ ...loading, key: null });
  const [tries, setTries] = useState(0);
  // `load` is a new closure each render; the key says whether it would load something else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    load(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ key, status: 'loaded', data, error: null });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ key, status: 'failed', data: null, error });
      },
    );
    return () => abort.abort();
  }, [key, tries, again]);
  const retry = useCallback(() => {
    setState({ ...loading, key: null });
    setTries((count) => count + 1);
  }, []);
  return state.key === key && key !== null ? { ...state, retry } : { ...loading, retry };
}
