import { type DoorView, leaveDoor, showDoor } from '@/door/door';
import { JOIN } from '@/features/identity/join-path';
import { nextPath, SIGN_IN, signInPath } from '@/features/identity/next-path';
import { type Session, session } from '@/features/identity/session';

/** Remembered in the browser: who was in last time is likely to come in again. */
const KEY = 'opsflow.was-in';

/** What is behind the door is much larger than the door: it comes when somebody is there to see it. */
const loadFloor = () => import('@/app/floor');

/** Who is there decides what is there: the door, or the floor. Returns how to end both. */
export function openPage(root: HTMLElement): () => void {
  let leaveFloor: (() => void) | null = null;
  let ended = false;

  const atDoor = (view: DoorView) => {
    leaveFloor?.();
    leaveFloor = null;
    showDoor(root, view);
  };
  const enter = async () => {
    remember(true);
    if (leaveFloor !== null) return;
    const path = window.location.pathname;
    if (path === SIGN_IN) window.history.replaceState(null, '', nextPath(window.location.search));
    showDoor(root, { is: 'splash' });
    try {
      const { openFloor } = await loadFloor();
      if (ended || leaveFloor !== null || session.getState().status !== 'signed-in') return;
      leaveDoor(root);
      leaveFloor = openFloor(root);
    } catch (error) {
      // Most likely the server has a newer page by now.
      console.error(error);
      atDoor({ is: 'broken' });
    }
  };
  const show = (state: Session) => {
    // An invitation is for whoever has it, whoever is signed in.
    if (
      window.location.pathname === JOIN &&
      (state.status === 'signed-in' || state.status === 'signed-out')
    ) {
      return atDoor({
        is: 'join',
        token: window.location.hash.slice(1),
        me: state.status === 'signed-in' ? state.me : null,
      });
    }
    switch (state.status) {
      case 'unknown':
        return atDoor({ is: 'splash' });
      case 'unreachable':
        return atDoor({ is: 'unreachable' });
      case 'signed-out': {
        remember(false);
        const { pathname, search } = window.location;
        if (pathname !== SIGN_IN) window.history.replaceState(null, '', signInPath(pathname + search));
        return atDoor({
          is: 'sign-in',
          ended: state.ended,
          onTyping: () => void loadFloor().catch(() => {}),
        });
      }
      case 'signed-in':
        return void enter();
    }
  };

  const onBack = () => {
    if (session.getState().status === 'signed-out') show(session.getState());
  };
  window.addEventListener('popstate', onBack);
  const unsubscribe = session.subscribe(show);
  show(session.getState());
  if (wasIn()) void loadFloor().catch(() => {});
  return () => {
    ended = true;
    unsubscribe();
    window.removeEventListener('popstate', onBack);
    leaveFloor?.();
    leaveDoor(root);
  };
}

function wasIn(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(isIn: boolean): void {
  try {
    if (isIn) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden; the floor then begins to load a moment later.
  }
}
