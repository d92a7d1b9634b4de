import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogBuffer } from './log-buffer';

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('the log buffer', () => {
  it('joins pieces that end in the middle of a line', () => {
    const buffer = new LogBuffer();
    buffer.append(1, 0, 'one\ntw');
    buffer.append(1, 6, 'o\n');
    buffer.append(1, 8, 'three');
    expect(buffer.lines).toEqual(['one', 'two', 'three']);
  });

  it('keeps empty lines', () => {
    const buffer = new LogBuffer();
    buffer.append(1, 0, 'a\n\n');
    buffer.append(1, 3, '\nb\n');
    expect(buffer.lines).toEqual(['a', '', '', 'b']);
  });

  it('says that bytes are missing and takes nothing', () => {
    const buffer = new LogBuffer();
    buffer.append(1, 0, 'one\n');
    expect(buffer.append(1, 9, 'late\n')).toBe(false);
    expect(buffer.lines).toEqual(['one']);
  });

  it('begins anew with a new attempt and passes over an old one', () => {
    const buffer = new LogBuffer();
    buffer.append(1, 0, 'first\n');
    expect(buffer.append(2, 0, 'second\n')).toBe(true);
    expect(buffer.append(1, 6, 'late\n')).toBe(true);
    expect(buffer.append(3, 5, 'unheard\n')).toBe(false);
    expect(buffer.lines).toEqual(['second']);
  });

  it('shows each byte once however pieces overlap and repeat', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\n', ''));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(200), fc.nat(40))),
        (lines, cuts) => {
          const characters = [...`${lines.join('\n')}\n`];
          const whole = characters.join('');
          const buffer = new LogBuffer();
          const send = (from: number, to: number) =>
            buffer.append(1, bytes(characters.slice(0, from).join('')), characters.slice(from, to).join(''));
          for (const [from, length] of cuts)
            send(from % characters.length, (from % characters.length) + length);
          for (let i = 0; i < characters.length; i++) send(i, i + 1);
          expect(`${buffer.lines.join('\n')}\n`).toBe(whole);
          expect(buffer.end).toBe(bytes(whole));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('holds a hundred thousand lines, and lets go of the first when they become too many', () => {
    const buffer = new LogBuffer();
    const piece = `${Array.from({ length: 100 }, (_, i) => `line ${i} of a storm of output`).join('\n')}\n`;
    const size = bytes(piece);
    for (let i = 0; i < 1000; i++) buffer.append(1, i * size, piece);
    expect(buffer.lines).toHaveLength(100_000);
    expect(buffer.start).toBe(0);
    for (let i = 1000; i < 5000; i++) buffer.append(1, i * size, piece);
    expect(buffer.lines.length).toBeLessThanOrEqual(200_000);
    expect(buffer.lines.at(-1)).toBe('line 99 of a storm of output');
    expect(buffer.end).toBe(5000 * size);
    expect(bytes(`${buffer.lines.join('\n')}\n`)).toBe(buffer.end - buffer.start);
  });

  it('takes what was before in parts of any size, and is the whole log then', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ''), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 9, max: 40 }),
        (all, at, size) => {
          const text = all.join('\n');
          const whole = new TextEncoder().encode(text);
          // The tail that is loaded first begins with a whole character.
          let start = at % (whole.length + 1);
          while (start < whole.length && ((whole[start] ?? 0) & 0xc0) === 0x80) start++;
          const buffer = new LogBuffer();
          buffer.load(1, start, new TextDecoder().decode(whole.subarray(start)));
          while (buffer.start > 0) {
            const first = Math.max(0, buffer.start - size);
            buffer.prepend(1, buffer.start, whole.subarray(first, buffer.start));
          }
          const complete = new LogBuffer();
          complete.load(1, 0, text);
          expect(buffer.lines.join('\n')).toBe(complete.lines.join('\n'));
          expect(buffer.end).toBe(whole.length);
        },
      ),
    );
  });

  it('takes nothing in front that is of another attempt or place', () => {
    const buffer = new LogBuffer();
    buffer.load(2, 4, 'two\n');
    buffer.prepend(1, 4, new TextEncoder().encode('one\n'));
    buffer.prepend(2, 3, new TextEncoder().encode('one'));
    expect(buffer.lines).toEqual(['two']);
    buffer.prepend(2, 4, new TextEncoder().encode('one\n'));
    expect(buffer.lines).toEqual(['one', 'two']);
    expect(buffer.before).toBe(1);
  });
});
