import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '@/messages/en.json';
import { t, tn } from './t';

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');

function keysOf(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : keysOf(value as object, `${path}${key}.`),
  );
}

describe('messages', () => {
  it('fill in values and count', () => {
    expect(t('notFound.lead', { path: '/x' })).toBe('There is nothing at /x.');
    expect(tn('signIn.tooMany', 1)).toBe('Too many tries. Try again in 1 second.');
    expect(tn('log.lines', 100_000)).toBe('100,000 lines');
  });

  it('are all used', () => {
    // A key is used by its own name, by the name it is counted under, or through a template such as run.look.${look}.
    const used = (key: string) => {
      const parent = key.slice(0, key.lastIndexOf('.'));
      return (
        [`'${key}'`, `'${parent}'`, `\`${parent}.$`].some((name) => source.includes(name)) ||
        source.includes(key)
      );
    };
    expect(
      keysOf(en).filter((key) => !used(key) && !/^step\.(log|output|attempts)$|^run\.phase/.test(key)),
    ).toEqual([]);
  });
});
