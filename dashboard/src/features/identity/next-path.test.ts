import { describe, expect, it } from 'vitest';
import { nextPath, signInPath } from './next-path';

describe('the way back after signing in', () => {
  it('is the path asked for', () => {
    const wanted = '/runs/run_1?step=a&x=1';
    expect(nextPath(signInPath(wanted).slice('/sign-in'.length))).toBe(wanted);
  });

  it.each(['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '', '/\t/evil.test'])(
    'never leads to %j',
    (next) => expect(nextPath(`?next=${encodeURIComponent(next)}`)).toMatch(/^\/(?!\/)/),
  );
});
