import { createStore, useStore } from 'zustand';
import { emptyFloor, type Floor } from './floor';

/**
 * connecting: nothing shown yet. live: the socket is open. reconnecting: it broke, the next try is at `retryAt`
 * (null while a try is under way). offline: the browser has no network. signed-out: the server no longer knows us.
 */
export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'signed-out';

export interface Connection {
  status: ConnectionStatus;
  /** Client clock, milliseconds. */
  retryAt: number | null;
  /** Client clock when the socket last said anything: what is shown is as old as this. */
  heardAt: number | null;
  /** Server clock minus client clock, so that ages are right on a machine whose clock is not. */
  skew: number;
}

export interface Live {
  floor: Floor;
  connection: Connection;
}

const atStart: Live = {
  floor: emptyFloor,
  connection: { status: 'connecting', retryAt: null, heardAt: null, skew: 0 },
};

/** The one store that everything live is read from. Only {@link LiveConnection} and the pins of a page write it. */
export const live = createStore<Live>(() => atStart);

export function useLive<T>(select: (state: Live) => T): T {
  return useStore(live, select);
}

export function resetLive(): void {
  live.setState(atStart, true);
}

export function updateFloor(change: (floor: Floor) => Floor): void {
  live.setState((state) => {
    const floor = change(state.floor);
    return floor === state.floor ? state : { floor };
  });
}

export function updateConnection(fields: Partial<Connection>): void {
  live.setState((state) => ({ connection: { ...state.connection, ...fields } }));
}
