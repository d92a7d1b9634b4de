import { formatMoment, t } from '@/shared/i18n/t';
import type { AuditEntry } from '../api/audit';

/** What was done or refused, by whom and where; the rest on demand. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const refused = entry.outcome === 'refused';
  return (
    <li className="py-2 text-xs" data-testid={`audit-${entry.id}`}>
      <details>
        <summary className="flex min-h-6 cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded">
          <span
            className={`w-14 shrink-0 text-[11px] font-medium ${refused ? 'text-blocked-ink' : 'text-done-ink'}`}
          >
            {t(`audit.outcomes.${entry.outcome}`)}
          </span>
          <code className="min-w-0 font-mono text-[11.5px] font-medium break-all">{entry.action}</code>
          {entry.code !== null && <code className="font-mono text-[11px] text-ink-2">{entry.code}</code>}
          {entry.times > 1 && (
            <span className="text-ink-3 tabular-nums">{t('audit.times', { n: entry.times })}</span>
          )}
          <span className="text-ink-2">{actorOf(entry)}</span>
          <time dateTime={entry.at} className="ml-auto text-ink-3 tabular-nums">
            {formatMoment(entry.at)}
          </time>
        </summary>
        <dl className="mt-2 grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1 pb-1 sm:ml-17">
          {factsOf(entry).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{t(`audit.facts.${name}`)}</dt>
              <dd className="min-w-0 font-mono text-[11px] break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}

function actorOf({ actor }: AuditEntry): string {
  return actor.type === 'nobody' ? t('audit.nobody') : (actor.name ?? actor.id ?? '');
}

type Fact = 'actor' | 'target' | 'address' | 'browser' | 'key' | 'last' | 'details';

function factsOf(entry: AuditEntry): [Fact, string][] {
  const { actor, target } = entry;
  const facts: [Fact, string | null][] = [
    ['actor', actor.id],
    ['target', `${target.type} ${target.id}`],
    ['address', entry.address],
    ['browser', entry.user_agent],
    ['key', entry.key_id],
    ['last', entry.times > 1 ? formatMoment(entry.last_at) : null],
    ['details', Object.keys(entry.details).length > 0 ? JSON.stringify(entry.details) : null],
  ];
  return facts.filter((fact): fact is [Fact, string] => Boolean(fact[1]));
}
