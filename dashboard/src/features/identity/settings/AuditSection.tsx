import { useEffect, useState } from 'react';
import type { Page } from '@/shared/api/http';
import { t } from '@/shared/i18n/t';
import { quietButton } from '@/shared/ui/buttons';
import { Failure, ListSkeleton } from '@/shared/ui/states';
import { type AuditEntry, type AuditFilter, loadAudit } from '../api/audit';
import { useMay } from '../permissions';
import { ReadOnly } from '../ReadOnly';
import { AuditFilterForm } from './AuditFilterForm';
import { AuditRow } from './AuditRow';
import { Part } from './parts';

export function AuditSection() {
  return useMay('READ_AUDIT') ? <Audit /> : <ReadOnly without="READ_AUDIT" />;
}

function Audit() {
  const [filter, setFilter] = useState<AuditFilter>({});
  const { entries, next, busy, error, more } = useAudit(filter);
  return (
    <Part title={t('audit.title')} lead={t('audit.lead')}>
      <AuditFilterForm error={error} onFilter={setFilter} />
      {entries.length > 0 && (
        <ul className="divide-y divide-line border-t border-line" data-testid="audit">
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {!busy && error === null && entries.length === 0 && (
        <p className="text-xs text-ink-3" data-testid="audit-empty">
          {t(Object.keys(filter).length === 0 ? 'audit.none' : 'audit.noMatch')}
        </p>
      )}
      {busy && <ListSkeleton />}
      {error !== null && <Failure title={t('audit.failed')} error={error} retry={more} />}
      {next !== null && !busy && error === null && (
        <button type="button" className={`${quietButton} mt-3`} onClick={more} data-testid="audit-more">
          {t('audit.more')}
        </button>
      )}
    </Part>
  );
}

const nothing: Page<AuditEntry> = { items: [], next: null };

/** The pages loaded so far, for one filter at a time. */
function useAudit(filter: AuditFilter) {
  const [wanted, setWanted] = useState<{ filter: AuditFilter; cursor: string | null; tries: number }>({
    ...{ filter, cursor: null, tries: 0 },
  });
  const [shown, setShown] = useState(nothing);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: true, error: null });
  const current = wanted.filter === filter ? wanted : { filter, cursor: null, tries: 0 };
  if (current !== wanted) {
    setWanted(current);
    setShown(nothing);
    setState({ busy: true, error: null });
  }
  useEffect(() => {
    const abort = new AbortController();
    loadAudit(wanted.filter, wanted.cursor, abort.signal).then(
      ({ items, next }) => {
        if (abort.signal.aborted) return;
        setShown((before) => ({ items: [...before.items, ...items], next }));
        setState({ busy: false, error: null });
      },
      (error: unknown) => !abort.signal.aborted && setState({ busy: false, error }),
    );
    return () => abort.abort();
  }, [wanted]);
  const more = () => {
    setState({ busy: true, error: null });
    setWanted(({ tries }) => ({ filter, cursor: shown.next, tries: tries + 1 }));
  };
  return { entries: shown.items, next: shown.next, ...state, more };
}
