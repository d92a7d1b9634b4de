import { formatMoment, t } from '@/shared/i18n/t';
import { Ago } from '@/shared/time/Ago';
import { useServerNow } from '@/shared/time/clock';
import { quietButton } from '@/shared/ui/buttons';
import type { Key } from './api/keys';

interface KeyListProps {
  keys: readonly Key[];
  /** What it means that there is none. */
  none: string;
  onRevoke: (key: Key) => void;
}

export function KeyList({ keys, none, onRevoke }: KeyListProps) {
  if (keys.length === 0) return <p className="text-xs text-ink-3">{none}</p>;
  return (
    <ul className="-my-2 divide-y divide-line" data-testid="key-list">
      {keys.map((key) => (
        <Row key={key.id} item={key} onRevoke={() => onRevoke(key)} />
      ))}
    </ul>
  );
}

function Row({ item, onRevoke }: { item: Key; onRevoke: () => void }) {
  const ended = useServerNow() >= Date.parse(item.expires_at ?? '');
  return (
    <li
      className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 py-2 text-xs"
      data-testid={`key-${item.id}`}
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-[13px] font-medium">{item.name}</span>
          <code className="font-mono text-[11px] text-ink-3">
            {t('keys.prefix', { prefix: item.prefix })}
          </code>
          {item.scopes.map((scope) => (
            <span key={scope} className="rounded bg-sunken px-1.5 py-px font-mono text-[10.5px] text-ink-2">
              {scope}
            </span>
          ))}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-ink-3">
          <Ago at={item.created_at} message="keys.made" />
          {item.last_used_at === null ? (
            <span>{t('keys.neverUsed')}</span>
          ) : (
            <Ago at={item.last_used_at} message="keys.used" />
          )}
          {item.expires_at !== null && (
            <span className={ended ? 'font-medium text-blocked-ink' : ''}>
              {t(ended ? 'keys.ended' : 'keys.until', { at: formatMoment(item.expires_at) })}
            </span>
          )}
        </p>
      </div>
      <button
        type="button"
        className={quietButton}
        aria-label={t('keys.revokeOne', { prefix: item.prefix })}
        onClick={onRevoke}
      >
        {t('keys.revoke')}
      </button>
    </li>
  );
}
