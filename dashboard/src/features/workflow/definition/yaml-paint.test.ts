import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintYaml } from './yaml-paint';

const painted = (text: string) =>
  paintYaml(text).map((line) =>
    line.filter(({ className }) => className !== 'text-ink').map(({ text: piece }) => piece),
  );

describe('the colours of a definition', () => {
  it('tell keys from values, comments and templates', () => {
    expect(painted('name: Build # the first\nretries: 2\n  - id: "a: b"')).toEqual([
      ['name', ' # the first'],
      ['retries', '2'],
      ['  - ', 'id', '"a: b"'],
    ]);
    expect(painted('command: make {{ args.target }}')).toEqual([['command', '{{ args.target }}']]);
  });

  it('take the text of a block for what it is', () => {
    expect(painted('command: |\n  echo a: b\n\n  done: no\nid: x')).toEqual([
      ['command'],
      [],
      [],
      [],
      ['id'],
    ]);
  });

  it('never change a character', () => {
    const piece = fc.constantFrom('a', ':', ' ', '\n', '- ', '#', '"', "'", '{{', '}}', '|', '1', 'é');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const back = paintYaml(text).map((line) => line.map((stroke) => stroke.text).join(''));
        expect(back.join('\n')).toBe(text);
      }),
    );
  });
});
