import { createContext, useContext } from 'react';
import type { LiveConnection } from './live-connection';

const Context = createContext<LiveConnection | null>(null);

export const LiveConnectionProvider = Context.Provider;

export function useLiveConnection(): LiveConnection {
  const connection = useContext(Context);
  if (connection === null) throw new Error('No live connection here: render inside LiveConnectionProvider.');
  return connection;
}
