export interface Span {
  text: string;
  className: string;
}

/** Longer lines are cut for the eye; the download has them whole. */
const LONGEST = 4000;

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal output is made of them
const SEQUENCE = /\x1b(?:\[([0-9;:?]*)([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/g;

/**
 * One line of terminal output as coloured pieces. Colours and weight are kept, everything else a terminal would do is
 * taken out; of a line that was overwritten (progress bars) the last state remains.
 */
export function spansOf(raw: string): Span[] {
  const line = lastState(raw.length > LONGEST ? `${raw.slice(0, LONGEST)}…` : raw);
  const spans: Span[] = [];
  let style = new Set<string>();
  let from = 0;
  for (const match of line.matchAll(SEQUENCE)) {
    add(spans, line.slice(from, match.index), style);
    from = match.index + match[0].length;
    if (match[2] === 'm') style = restyle(style, match[1] ?? '');
  }
  add(spans, line.slice(from), style);
  return spans;
}

function lastState(line: string): string {
  const body = line.endsWith('\r') ? line.slice(0, -1) : line;
  return body.slice(body.lastIndexOf('\r') + 1);
}

function add(spans: Span[], text: string, style: Set<string>): void {
  const clean = text.replace(CONTROL, '');
  if (clean !== '') spans.push({ text: clean, className: [...style].join(' ') });
}

function restyle(before: Set<string>, codes: string): Set<string> {
  const style = new Set(before);
  const numbers = codes.split(/[;:]/).map((code) => Number(code || 0));
  for (let i = 0; i < numbers.length; i++) {
    const code = numbers[i] ?? 0;
    // 256 and true colours: their arguments are not codes of their own.
    if (code === 38 || code === 48) i += numbers[i + 1] === 5 ? 2 : 4;
    else if (code === 0) style.clear();
    else if (code === 1) style.add('ansi-bold');
    else if (code === 2) style.add('ansi-dim');
    else if (code === 22) for (const weight of ['ansi-bold', 'ansi-dim']) style.delete(weight);
    else if (code === 39 || (code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      for (const colour of colours) style.delete(`ansi-${colour}`);
      if (code !== 39) style.add(`ansi-${colours[code % 10]}`);
    }
  }
  return style;
}
