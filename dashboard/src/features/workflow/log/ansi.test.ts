import { describe, expect, it } from 'vitest';
import { spansOf } from './ansi';

const text = (line: string) =>
  spansOf(line)
    .map((span) => span.text)
    .join('');

describe('terminal output', () => {
  it('keeps colours', () => {
    expect(spansOf('\x1b[31merror\x1b[0m done')).toEqual([
      { text: 'error', className: 'ansi-red' },
      { text: ' done', className: '' },
    ]);
    expect(spansOf('\x1b[1;92mok')).toEqual([{ text: 'ok', className: 'ansi-bold ansi-green' }]);
  });

  it('does not take the arguments of 256 and true colours for codes', () => {
    expect(spansOf('\x1b[38;5;31mx')).toEqual([{ text: 'x', className: '' }]);
    expect(spansOf('\x1b[38;2;1;31;4mx')).toEqual([{ text: 'x', className: '' }]);
  });

  it('drops everything else a terminal would do', () => {
    expect(text('\x1b[2K\x1b[1Ga\x1b]0;title\x07b\x07c\x1b(B')).toMatch(/^abc/);
  });

  it('shows the last state of a line that was overwritten', () => {
    expect(text('10 %\r50 %\r100 %\r')).toBe('100 %');
  });

  it('cuts a line too long for the eye', () => {
    expect(text('x'.repeat(10_000)).length).toBeLessThan(5000);
  });
});
