const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON for people: indented, with keys told from values. A text is shown as it is. */
export function JsonView({ value }: { value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <pre className="font-mono text-xs leading-[18px] break-words whitespace-pre-wrap">
      {typeof value === 'string' ? text : colour(text)}
    </pre>
  );
}

function colour(text: string) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    pieces.push(text.slice(from, match.index));
    pieces.push(
      <span key={match.index} className={classOf(match)}>
        {match[0]}
      </span>,
    );
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

function classOf(match: RegExpMatchArray): string {
  if (match[2] !== undefined) return 'text-ink-2';
  return match[1] !== undefined ? 'text-done-ink' : 'text-progress-ink';
}
