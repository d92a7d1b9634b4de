import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pairOf, permissions, roles, rolesWith } from './permissions';

/** The table that the server's own matrix is compared with. */
const rows = new Map(
  [...readFileSync('../docs/security.md', 'utf8').matchAll(/^\| `(\w+)` \|(.*)\|$/gm)].map((match) => [
    match[1],
    (match[2] ?? '').split('|').map((cell) => cell.trim()),
  ]),
);

describe('what the page offers', () => {
  it.each(permissions)('by %s is what the matrix allows', (permission) => {
    const [, scope, ...given] = rows.get(permission) ?? [];
    expect(roles.filter((_, i) => given[i] === 'x')).toEqual(rolesWith(permission));
    expect(scope).toBe(`\`${pairOf(permission)}\``);
  });
});
