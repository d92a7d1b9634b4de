import { createStore } from 'zustand/vanilla';
import { callIn, sendCsrfToken, whenUnauthenticated } from '@/shared/api/http';
import { Problem } from '@/shared/api/problem';
import { loadMe } from './api/load-me';
import { signOut } from './api/sign-out';
import { chooseWorkspace } from './api/workspaces';
import type { Me } from './me';

/**
 * unknown until the server has said who we are; unreachable when it could not be asked. `ended` tells a sign-in that
 * ran out from a person who signed out or never was in.
 */
export type Session =
  | { status: 'unknown' }
  | { status: 'unreachable' }
  | { status: 'signed-out'; ended: boolean }
  | { status: 'signed-in'; me: Me };

export const session = createStore<Session>(() => ({ status: 'unknown' }));

/** Asks once, when the page opens. */
export async function openSession(): Promise<void> {
  whenUnauthenticated(() => {
    if (session.getState().status === 'signed-in') endSession(true);
  });
  session.setState({ status: 'unknown' }, true);
  callIn(null);
  try {
    enter(await loadMe());
  } catch (error) {
    const known = error instanceof Problem && error.status === 401;
    session.setState(known ? { status: 'signed-out', ended: false } : { status: 'unreachable' }, true);
  }
}

export function enter(me: Me): void {
  sendCsrfToken(me.csrf_token);
  callIn(me.workspace.slug);
  session.setState({ status: 'signed-in', me }, true);
}

/** Something of us changed; what is shown follows. */
export function refresh(me: Me): void {
  session.setState({ status: 'signed-in', me }, true);
}

/**
 * Who we are here may have changed: our role, the workspace's name. What cannot be asked now stays as it was. Begins anew
 * when another tab signed in as somebody else, or when this workspace is ours no more.
 */
export async function lookAgain(): Promise<void> {
  try {
    const me = await loadMe();
    const before = session.getState();
    if (before.status === 'signed-in' && before.me.person.id !== me.person.id) await openSession();
    else refresh(me);
  } catch (error) {
    if (isGone(error)) await openSession();
    else console.warn('Who we are could not be asked again.', error);
  }
}

/** The workspace that our calls name is none of ours (any more). A server that still starts says 404 of everything. */
function isGone(error: unknown): boolean {
  return error instanceof Problem && error.errors.some(({ field }) => field === 'workspace');
}

/** Leaves everything of this workspace behind, and begins at the board of the other. */
export async function changeWorkspace(slug: string): Promise<void> {
  await chooseWorkspace(slug);
  window.history.replaceState(null, '', '/');
  await openSession();
}

/** Signed out here even when the server cannot be told. */
export async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    console.warn('The server was not told of the sign-out.', error);
  }
  endSession(false);
}

export function endSession(ended: boolean): void {
  sendCsrfToken(null);
  callIn(null);
  session.setState({ status: 'signed-out', ended }, true);
}

/** Does the server still know us? A server that cannot be asked is given the benefit of the doubt. */
export async function stillSignedIn(): Promise<boolean> {
  try {
    await loadMe();
    return true;
  } catch (error) {
    if (isGone(error)) void openSession();
    return !(error instanceof Problem && error.status === 401);
  }
}
