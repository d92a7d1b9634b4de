import { memo } from 'react';
import type { YamlError } from './definition';
import type { Stroke } from './yaml-paint';

/** Height of a line in pixels; the text area that lies over the lines has the same. */
export const LINE = 20;

interface YamlLinesProps {
  lines: readonly (readonly Stroke[])[];
  errors: readonly YamlError[];
}

/** The text in colours, with numbers, and with what is wrong marked where it is. */
export function YamlLines({ lines, errors }: YamlLinesProps) {
  const wrong = new Map<number, YamlError>();
  for (const error of errors) if (error.line !== null && !wrong.has(error.line)) wrong.set(error.line, error);
  return lines.map((strokes, i) => {
    const error = wrong.get(i + 1);
    return (
      <Line
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
        key={i}
        number={i + 1}
        text={strokes.map((stroke) => stroke.text).join('')}
        strokes={strokes}
        wrong={error !== undefined}
        column={error?.column ?? null}
      />
    );
  });
}

interface LineProps {
  number: number;
  text: string;
  strokes: readonly Stroke[];
  wrong: boolean;
  column: number | null;
}

const Line = memo(
  function Line({ number, text, strokes, wrong, column }: LineProps) {
    return (
      <div
        data-line={number}
        data-wrong={wrong || undefined}
        className={`flex h-5 whitespace-pre ${wrong ? 'bg-blocked/10' : ''}`}
      >
        <span
          aria-hidden="true"
          className={`sticky left-0 z-[1] w-12 shrink-0 pr-3 text-right tabular-nums select-none ${wrong ? 'bg-[color-mix(in_oklab,var(--status-blocked)_14%,var(--bg-sunken))] font-semibold text-blocked-ink' : 'bg-sunken text-ink-3'}`}
        >
          {number}
        </span>
        <span className="relative pr-4">
          {strokes.map((stroke, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other name
            <span key={at} className={stroke.className}>
              {stroke.text}
            </span>
          ))}
          {wrong && column !== null && <Wave text={text} column={column} />}
        </span>
      </div>
    );
  },
  (a, b) => a.text === b.text && a.wrong === b.wrong && a.column === b.column && sameLooks(a, b),
);

function sameLooks(a: LineProps, b: LineProps): boolean {
  return (
    a.strokes.length === b.strokes.length &&
    a.strokes.every((stroke, i) => stroke.className === b.strokes[i]?.className)
  );
}

/** Under the word at the column, or under one place where there is none. */
function Wave({ text, column }: { text: string; column: number }) {
  const length = /^\S*/.exec(text.slice(column - 1))?.[0].length ?? 0;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute bottom-0 h-[3px] border-b-2 border-dotted border-blocked"
      style={{ left: `${column - 1}ch`, width: `${Math.max(1, length)}ch` }}
    />
  );
}
