import { useEffect, useRef, useState } from 'react';
import { t, tn } from '@/shared/i18n/t';
import { live } from '@/shared/live/live-store';
import { columnName } from './BoardColumn';
import { type Column, placesOf } from './columns';

const GATHER = 2000;

/** What to tell somebody who cannot see cards move: one sentence for all moves of two seconds. */
export function useMovement(columns: readonly Column[]): string {
  const [sentence, setSentence] = useState('');
  const before = useRef<Map<string, Column> | null>(null);
  const moved = useRef(new Map<string, Column>());
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    const places = placesOf(columns);
    for (const [id, column] of places) {
      const was = before.current?.get(id);
      if (was !== undefined && was.key !== column.key) moved.current.set(id, column);
    }
    before.current = places;
    if (moved.current.size === 0 || timer.current !== undefined) return;
    timer.current = window.setTimeout(() => {
      timer.current = undefined;
      setSentence(tell(moved.current));
      moved.current = new Map();
    }, GATHER);
  }, [columns]);

  useEffect(() => () => window.clearTimeout(timer.current), []);
  return sentence;
}

function tell(moved: Map<string, Column>): string {
  const [only] = moved;
  if (moved.size > 1 || only === undefined) return tn('board.moved', moved.size);
  const [id, column] = only;
  return t('board.movedOne', { name: live.getState().floor.runs[id]?.name ?? id, phase: columnName(column) });
}
