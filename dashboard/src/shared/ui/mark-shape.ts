/** Three bars, one step further each: a run moving across the board. On a field of 32 by 32, 6 high, round. */
export const markBars = [
  { x: 3, y: 5, width: 12, look: 'fill-ink opacity-45' },
  { x: 9, y: 13, width: 16, look: 'fill-accent' },
  { x: 17, y: 21, width: 12, look: 'fill-ink' },
] as const;
