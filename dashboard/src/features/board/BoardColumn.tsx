import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useRef } from 'react';
import { t, tn } from '@/shared/i18n/t';
import { CardStack } from './card-stack';
import { type Column, UNPHASED } from './columns';
import { RunCard } from './RunCard';

/** Above so many cards only those in sight are in the page. */
const PLAIN_UP_TO = 30;
const GAP = 8;
const TYPICAL_HEIGHT = 128;

export const BoardColumn = memo(function BoardColumn({ column }: { column: Column }) {
  const name = columnName(column);
  const count = column.runIds.length;
  const Cards = count > PLAIN_UP_TO ? WindowedCards : PlainCards;
  return (
    <section
      aria-label={tn('board.column', count, { phase: name })}
      data-testid={`column-${column.phase ?? 'finished'}`}
      data-column={column.key}
      className="flex h-full w-[min(86vw,320px)] shrink-0 snap-start flex-col sm:w-auto sm:max-w-[400px] sm:min-w-[236px] sm:flex-1"
    >
      <header className="flex h-9 shrink-0 items-center gap-2 px-2.5">
        <h2 className="truncate text-[13px] font-medium first-letter:uppercase">{name}</h2>
        <span className="text-xs text-ink-3 tabular-nums" data-testid="column-count">
          {count}
        </span>
      </header>
      {count === 0 ? (
        <div className="mx-1.5 grid h-16 place-items-center rounded-[10px] border border-dashed border-line text-xs text-ink-3">
          {t('board.columnEmpty')}
        </div>
      ) : (
        <Cards runIds={column.runIds} />
      )}
    </section>
  );
});

export function columnName(column: Column): string {
  if (column.phase === null) return t('board.finished');
  return column.phase === UNPHASED ? t('board.unphased') : column.phase;
}

/** The gutter is always there: a scroll bar that comes must not make the cards narrower. */
const list =
  'relative mx-1.5 min-h-0 flex-1 [scrollbar-gutter:stable] overflow-x-hidden overflow-y-auto overscroll-y-contain';

function PlainCards({ runIds }: { runIds: readonly string[] }) {
  const box = useRef<HTMLUListElement>(null);
  const stack = useRef<CardStack | null>(null);
  useLayoutEffect(() => {
    const here = box.current === null ? null : new CardStack(box.current, GAP);
    stack.current = here;
    return () => here?.end();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cards are a reason to place them
  useLayoutEffect(() => stack.current?.arrange(), [runIds]);
  return (
    <ul ref={box} className={list}>
      {runIds.map((id) => (
        <li key={id} data-flip={id} className="absolute inset-x-0 top-0 pb-px">
          <RunCard id={id} />
        </li>
      ))}
    </ul>
  );
}

function WindowedCards({ runIds }: { runIds: readonly string[] }) {
  const scroller = useRef<HTMLUListElement>(null);
  const virtual = useVirtualizer({
    count: runIds.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => runIds[index] ?? index,
    estimateSize: () => TYPICAL_HEIGHT,
    gap: GAP,
    overscan: 5,
    useFlushSync: false,
  });
  return (
    <ul ref={scroller} className={list}>
      <li
        aria-hidden="true"
        style={{ height: virtual.getTotalSize(), marginBottom: -virtual.getTotalSize() }}
      />
      {virtual.getVirtualItems().map((item) => {
        const id = runIds[item.index];
        if (id === undefined) return null;
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            data-flip={id}
            aria-posinset={item.index + 1}
            aria-setsize={runIds.length}
            className="absolute inset-x-0"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <RunCard id={id} />
          </li>
        );
      })}
    </ul>
  );
}
