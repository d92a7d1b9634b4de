import { getPage, type Page } from '@/shared/api/http';

/** Something that was done or refused. */
export interface AuditEntry {
  id: string;
  at: string;
  /** The same within a minute is one entry: when it happened last, and how often. */
  last_at: string;
  times: number;
  /** `access` for a refused call; else such as `auth.login`. */
  action: string;
  outcome: 'done' | 'refused';
  /** Of the problem by which it was refused. */
  code: string | null;
  actor: { type: 'person' | 'agent' | 'nobody'; id: string | null; name: string | null };
  key_id: string | null;
  address: string;
  user_agent: string;
  target: { type: string; id: string };
  details: Record<string, unknown>;
}

/** What is left out is not filtered by. */
export interface AuditFilter {
  outcome?: string;
  action?: string;
  actor?: string;
  address?: string;
  since?: string;
  until?: string;
}

/** The newest first. */
export function loadAudit(
  filter: AuditFilter,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<AuditEntry>> {
  const query = new URLSearchParams({ ...filter, limit: '50', ...(cursor === null ? {} : { cursor }) });
  return getPage<AuditEntry>(`/api/audit?${query}`, signal);
}
