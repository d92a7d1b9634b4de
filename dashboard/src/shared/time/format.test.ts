import { describe, expect, it } from 'vitest';
import { formatAge, formatBytes, formatDuration } from './format';

describe('words for numbers', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1s'],
    [59_999, '59s'],
    [65_000, '1m 05s'],
    [7_800_000, '2h 10m'],
    [4 * 86_400_000 + 3 * 3_600_000, '4d 03h'],
    [-5, '0 ms'],
  ])('a duration of %i ms is %s', (ms, words) => expect(formatDuration(ms)).toBe(words));

  it.each([
    [-3000, 'now'],
    [999, 'now'],
    [3000, '3 s ago'],
    [60_000, '1 min ago'],
    [7_300_000, '2 h ago'],
    [172_800_000, '2 d ago'],
  ])('an age of %i ms is %s', (ms, words) => expect(formatAge(ms)).toBe(words));

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [20_480, '20 KiB'],
    [3_145_728, '3.0 MiB'],
    [80 * 1024 ** 3, '80 GiB'],
  ])('%i bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));
});
