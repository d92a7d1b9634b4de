import { getPage, type Page } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';

/** Something that was done or refused. */
export type AuditEntry = Schema<'AuditEntry'>;

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
