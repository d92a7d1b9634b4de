import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { WarningIcon } from '@/shared/ui/icons';
import { Notice, Waiting } from '@/shared/ui/states';

const columns = [3, 2, 3, 1];

/** Before the first snapshot: the shape of what comes, or why nothing comes. */
export function BoardSkeleton() {
  const waiting = useLive(
    (live) => live.connection.status === 'connecting' && live.connection.retryAt === null,
  );
  if (!waiting) {
    return (
      <Notice
        title={t('board.unreachableTitle')}
        lead={t('board.unreachableLead')}
        icon={<WarningIcon className="size-7" />}
        testId="board-unreachable"
      />
    );
  }
  return (
    <Waiting label={t('app.loading')}>
      <div className="flex gap-1 overflow-hidden px-2 sm:px-3" data-testid="board-skeleton">
        {columns.map((cards, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
          <div key={i} className="w-[min(86vw,320px)] shrink-0 px-2 sm:w-auto sm:min-w-[236px] sm:flex-1">
            <div className="flex h-9 items-center px-1">
              <div className="skeleton h-3 w-20" />
            </div>
            <div className="space-y-2">
              {Array.from({ length: cards }, (_, card) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
                <div key={card} className="h-32 rounded-[10px] border border-line bg-card p-3">
                  <div className="skeleton h-3.5 w-3/5" />
                  <div className="skeleton mt-2 h-2.5 w-2/5" />
                  <div className="skeleton mt-4 h-1 w-full" />
                  <div className="skeleton mt-6 h-2.5 w-4/5" />
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
    </Waiting>
  );
}
