export interface Stroke {
  text: string;
  className: string;
}

const KEY = /^(\s*(?:- +)*)("[^"]*"|'[^']*'|[^\s#:,[\]{}"'-][^:#]*?|-[^\s:#]+)(?=\s*:(?:\s|$))/;
const TOKEN =
  /(^|\s)#.*$|\{\{.*?\}\}|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<![\w.-])(?:true|false|null|-?\d+(?:\.\d+)?)(?![\w.-])/g;
/** A key or a dash whose value is the indented text below it. */
const BLOCK = /(?::|-)\s+[|>][+-]?\d*\s*(?:#.*)?$/;

/** The lines of a YAML text in colours: keys, values, comments and templates; enough for the eye, no parser. */
export function paintYaml(text: string): Stroke[][] {
  let blockIndent: number | null = null;
  return text.split('\n').map((line) => {
    const indent = line.search(/\S/);
    if (blockIndent !== null && (indent === -1 || indent > blockIndent)) return values(line, 'text-ink');
    blockIndent = BLOCK.test(line) ? indent : null;
    return paintLine(line);
  });
}

function paintLine(line: string): Stroke[] {
  const key = KEY.exec(line);
  if (key === null) return values(line, 'text-ink');
  const [whole, before = '', name = ''] = key;
  return [
    { text: before, className: 'text-ink-3' },
    { text: name, className: 'text-accent-ink' },
    ...values(line.slice(whole.length), 'text-ink'),
  ].filter((stroke) => stroke.text !== '');
}

function values(text: string, plain: string): Stroke[] {
  const strokes: Stroke[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    strokes.push({ text: text.slice(from, match.index), className: plain });
    strokes.push({ text: match[0], className: lookOf(match[0]) });
    from = match.index + match[0].length;
  }
  strokes.push({ text: text.slice(from), className: plain });
  return strokes.filter((stroke) => stroke.text !== '');
}

function lookOf(token: string): string {
  if (token.startsWith('{{')) return 'text-warning-ink';
  if (/^\s*#/.test(token)) return 'text-ink-3 italic';
  return /^["']/.test(token) ? 'text-done-ink' : 'text-progress-ink';
}
