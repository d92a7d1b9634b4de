import { useState } from 'react';

interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<void>;
  busy: boolean;
  /** Of the last try; null while it runs and after it went well. */
  error: unknown;
  /** The last try went well. */
  done: boolean;
}

/** Something that somebody asks for by a button: under way, refused or done, and never twice at once. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<void>): Action<A> {
  const [state, setState] = useState<{ busy: boolean; error: unknown; done: boolean }>(atRest);
  const run = async (...args: A) => {
    if (state.busy) return;
    setState({ ...atRest, busy: true });
    try {
      await act(...args);
      setState({ ...atRest, done: true });
    } catch (error) {
      setState({ ...atRest, error });
    }
  };
  return { run, ...state };
}

const atRest = { busy: false, error: null, done: false };
