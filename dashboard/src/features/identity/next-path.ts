export const SIGN_IN = '/sign-in';

/** Where to go after signing in: a path of this site, never an address that leads elsewhere. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next');
  if (next === null || !/^\/(?![/\\])/.test(next)) return '/';
  try {
    const url = new URL(next, window.location.origin);
    return url.origin === window.location.origin ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}

export function signInPath(current: string): string {
  return current === '/' ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(current)}`;
}
