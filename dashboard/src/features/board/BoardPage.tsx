import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { AgentStrip } from '@/features/agent/AgentStrip';
import { useMay } from '@/features/identity/permissions';
import { Allowed } from '@/features/identity/ReadOnly';
import { CancelRunDialog } from '@/features/workflow/CancelRun';
import { t, tn } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLive } from '@/shared/live/live-store';
import { isFinished, type Run } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { PlayIcon } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { BoardColumn } from './BoardColumn';
import { BoardSkeleton } from './BoardSkeleton';
import { BoardToolbar, SEARCH_ID } from './BoardToolbar';
import { ColumnChips } from './ColumnChips';
import { focusedRun, moveFocus, returnFocus } from './card-focus';
import { type Column, columnsOf, keepSame } from './columns';
import { EmptyBoard } from './EmptyBoard';
import { Flip } from './Flip';
import { type Filter, noFilter, passes, useFilter } from './filter';
import { useMovement } from './use-movement';

export default function BoardPage() {
  useTitle(t('board.title'));
  const loaded = useLive((live) => live.floor.epoch !== null);
  const byId = useLive((live) => live.floor.runs);
  const runs = useMemo(() => Object.values(byId), [byId]);
  const [filter, setFilter] = useFilter();
  const [cancelling, setCancelling] = useCancelling(byId);
  useBoardKeys();
  useEffect(returnFocus, []);

  return (
    <div className="flex h-full flex-col" data-testid="board-page">
      <div className="flex h-11 shrink-0 items-center gap-3 overflow-x-auto px-4 [scrollbar-width:none] sm:px-5">
        <h1 className="sr-only text-[13px] font-semibold sm:not-sr-only">{t('board.title')}</h1>
        <span className="hidden text-xs whitespace-nowrap text-ink-3 tabular-nums md:inline">
          {loaded && tn('board.summary', runs.filter((run) => !isFinished(run)).length)}
        </span>
        <div className="ml-auto flex min-w-0 flex-1 items-center gap-2 sm:flex-none sm:gap-3">
          <AgentStrip />
          <BoardToolbar runs={runs} filter={filter} onChange={setFilter} />
          <Allowed to="START_RUN">
            <Link href="/workflows" className={`${quietButton} shrink-0`}>
              <PlayIcon className="size-3.5" />
              <span className="sr-only sm:not-sr-only">{t('board.start')}</span>
            </Link>
          </Allowed>
        </div>
      </div>
      {!loaded && <BoardSkeleton />}
      {loaded && runs.length === 0 && <EmptyBoard />}
      {loaded && runs.length > 0 && (
        <Columns runs={runs} filter={filter} onClear={() => setFilter(noFilter)} />
      )}
      {cancelling !== null && (
        <CancelRunDialog run={cancelling} open onOpenChange={(open) => !open && setCancelling(null)} />
      )}
    </div>
  );
}

/** The run that is asked about; the key x asks about the one whose card has the focus. */
function useCancelling(runs: Readonly<Record<string, Run>>): [Run | null, (run: null) => void] {
  const [cancelling, setCancelling] = useState<Run | null>(null);
  const may = useMay('CANCEL_RUN');
  const ask = () => {
    const run = runs[focusedRun() ?? ''];
    if (run !== undefined && !isFinished(run)) setCancelling(run);
  };
  useKeys(may ? { x: ask } : {});
  return [cancelling, setCancelling];
}

function Columns({ runs, filter, onClear }: { runs: readonly Run[]; filter: Filter; onClear: () => void }) {
  const shown = useRef<readonly Column[]>([]);
  const columns = useMemo(() => {
    shown.current = keepSame(shown.current, columnsOf(runs.filter((run) => passes(filter, run))));
    return shown.current;
  }, [runs, filter]);
  const movement = useMovement(columns);

  if (columns.every((column) => column.runIds.length === 0)) {
    return (
      <Notice title={t('board.noMatch')} testId="board-no-match">
        <button type="button" className={quietButton} onClick={onClear}>
          {t('board.clearFilter')}
        </button>
      </Notice>
    );
  }
  return (
    <>
      <ColumnChips columns={columns} />
      <section
        aria-label={t('board.label')}
        className="flex min-h-0 flex-1 snap-x snap-mandatory scroll-px-1.5 overflow-x-auto px-1.5 sm:snap-none sm:px-3.5"
        data-testid="board"
      >
        <Flip layout={columns}>
          {columns.map((column) => (
            <BoardColumn key={column.key} column={column} />
          ))}
        </Flip>
      </section>
      <p aria-live="polite" className="sr-only">
        {movement}
      </p>
    </>
  );
}

function useBoardKeys(): void {
  const up = () => moveFocus('up');
  const down = () => moveFocus('down');
  const left = () => moveFocus('left');
  const right = () => moveFocus('right');
  useKeys({
    '/': () => document.getElementById(SEARCH_ID)?.focus(),
    ArrowUp: up,
    k: up,
    ArrowDown: down,
    j: down,
    ArrowLeft: left,
    h: left,
    ArrowRight: right,
    l: right,
  });
}
