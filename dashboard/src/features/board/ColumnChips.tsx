import { useEffect, useRef } from 'react';
import { t } from '@/shared/i18n/t';
import { inColumn } from '@/shared/time/format';
import { columnName } from './BoardColumn';
import type { Column } from './columns';

/** On a phone one column fills the screen: the chips tell what is in the others and lead there. */
export function ColumnChips({ columns }: { columns: readonly Column[] }) {
  const start = useRef(columns.find((column) => column.runIds.length > 0)?.key);
  useEffect(() => {
    if (start.current !== undefined) show(start.current, 'instant');
  }, []);
  return (
    <nav
      aria-label={t('board.label')}
      className="flex shrink-0 gap-1.5 overflow-x-auto px-4 pb-1.5 [scrollbar-width:none] sm:hidden"
    >
      {columns.map((column) => (
        <button
          key={column.key}
          type="button"
          onClick={() => show(column.key, 'smooth')}
          className="flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line bg-card px-2.5 text-xs text-ink-2"
        >
          <span className="inline-block first-letter:uppercase">{columnName(column)}</span>
          <span className="text-ink-3 tabular-nums">{inColumn(column.runIds.length, 2)}</span>
        </button>
      ))}
    </nav>
  );
}

function show(key: string, behavior: ScrollBehavior): void {
  const column = document.querySelector(`[data-column="${CSS.escape(key)}"]`);
  column?.scrollIntoView?.({ behavior, block: 'nearest', inline: 'start' });
}
