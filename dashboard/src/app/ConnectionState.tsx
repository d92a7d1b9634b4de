import { t } from '@/shared/i18n/t';
import { useLiveConnection } from '@/shared/live/connection-context';
import { type ConnectionStatus, useLive } from '@/shared/live/live-store';
import { useNow } from '@/shared/time/clock';
import { formatAge } from '@/shared/time/format';

/** Is what we see true right now; and if not, how old is it and when do we try again? */
export function ConnectionState() {
  const status = useLive((live) => live.connection.status);
  const broken = status === 'reconnecting' || status === 'offline';
  return (
    <div
      data-testid="connection"
      data-status={status}
      className={`flex h-7 items-center gap-2 rounded-full px-2.5 text-xs transition-colors ${broken ? 'bg-warning/16 text-warning-ink' : 'text-ink-3'}`}
    >
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dot(status)}`} />
      <span role="status" className={broken ? 'sr-only' : 'sr-only sm:not-sr-only'}>
        {t(`connection.${status === 'signed-out' ? 'offline' : status}`)}
      </span>
      {broken && <Broken />}
    </div>
  );
}

/** Ticks on its own, and silently: a countdown read out each second is of no help. */
function Broken() {
  const connection = useLiveConnection();
  const { status, retryAt, heardAt } = useLive((live) => live.connection);
  const now = useNow();
  const seconds = retryAt === null ? null : Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <>
      <span
        aria-hidden="true"
        className="flex gap-1.5 whitespace-nowrap tabular-nums"
        data-testid="connection-detail"
      >
        <span className="sm:hidden">{seconds !== null && t('time.seconds', { n: seconds })}</span>
        <span className="hidden font-medium sm:inline">
          {status === 'offline' && t('connection.offline')}
          {status === 'reconnecting' &&
            (seconds === null ? t('connection.reconnecting') : t('connection.reconnectingIn', { seconds }))}
        </span>
        {heardAt !== null && (
          <span className="hidden opacity-80 sm:inline">
            {t('connection.asOf', { age: formatAge(now - heardAt) })}
          </span>
        )}
      </span>
      {status === 'reconnecting' && seconds !== null && seconds > 0 && (
        <button
          type="button"
          className="hidden font-medium underline sm:inline"
          onClick={() => connection.retryNow()}
        >
          {t('connection.retry')}
        </button>
      )}
    </>
  );
}

function dot(status: ConnectionStatus): string {
  if (status === 'live') return 'bg-done';
  return status === 'connecting' ? 'bg-todo animate-pulse' : 'bg-warning';
}
