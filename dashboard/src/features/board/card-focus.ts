type Direction = 'up' | 'down' | 'left' | 'right';

/** Moves the focus over the cards in two dimensions; from nowhere it goes to the first card. */
export function moveFocus(direction: Direction): void {
  const columns = [...document.querySelectorAll<HTMLElement>('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')])
    .filter((cards) => cards.length > 0);
  const here = document.activeElement as HTMLElement;
  const x = columns.findIndex((cards) => cards.includes(here));
  const column = columns[x];
  if (column === undefined) return focus(columns[0]?.[0]);
  const y = column.indexOf(here);
  if (direction === 'up') return focus(column[y - 1]);
  if (direction === 'down') return focus(column[y + 1]);
  const next = columns[direction === 'left' ? x - 1 : x + 1];
  focus(next?.[Math.min(y, next.length - 1)]);
}

function focus(card: HTMLElement | undefined): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The run whose card has the focus. */
export function focusedRun(): string | null {
  return (document.activeElement as HTMLElement | null)?.dataset.card ?? null;
}

let last: string | null = null;

export function rememberFocus(card: string): void {
  last = card;
}

/** Who comes back to the board stands where they left it. */
export function returnFocus(): void {
  if (last !== null)
    focus(document.querySelector<HTMLElement>(`[data-card="${CSS.escape(last)}"]`) ?? undefined);
}
