import { bench, describe } from 'vitest';
import { spansOf } from './ansi';
import { LogBuffer } from './log-buffer';

const piece = Array.from({ length: 100 }, (_, i) => `\u001b[36m${i}\u001b[0m of a storm of output\n`).join(
  '',
);
const size = new TextEncoder().encode(piece).length;
const storm = piece.repeat(1000);

/** What a log of 100,000 lines costs; a frame of the page has 16 ms for everything. */
describe('a log of 100,000 lines', () => {
  bench('arrives in 1,000 pieces', () => {
    const buffer = new LogBuffer();
    for (let i = 0; i < 1000; i++) buffer.append(1, i * size, piece);
  });

  bench('is loaded at once', () => {
    new LogBuffer().load(1, 0, storm);
  });

  const full = new LogBuffer();
  full.load(1, 0, storm);
  bench('shows the rows in sight', () => {
    for (const line of full.lines.slice(50_000, 50_080)) spansOf(line);
  });

  let at = 1000 * size;
  bench('takes one piece more', () => {
    full.append(1, at, piece);
    at += size;
  });
});
