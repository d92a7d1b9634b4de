import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { tagOf } from '@/features/workflow/run-look';
import { isFinished, type Run } from '@/shared/live/model';

export const statuses = ['all', 'active', 'completed', 'failed'] as const;
export type StatusFilter = (typeof statuses)[number];

export interface Filter {
  text: string;
  /** Id of a definition, or empty for all. */
  definition: string;
  status: StatusFilter;
}

export const noFilter: Filter = { text: '', definition: '', status: 'all' };

export function isFiltering(filter: Filter): boolean {
  return filter.text !== '' || filter.definition !== '' || filter.status !== 'all';
}

export function passes(filter: Filter, run: Run): boolean {
  return (
    (filter.definition === '' || run.workflow_definition_id === filter.definition) &&
    hasStatus(filter.status, run) &&
    hasText(filter.text.trim().toLowerCase(), run)
  );
}

function hasStatus(status: StatusFilter, run: Run): boolean {
  if (status === 'all') return true;
  if (status === 'active') return !isFinished(run);
  return run.status === status;
}

function hasText(text: string, run: Run): boolean {
  if (text === '') return true;
  return [run.name, run.id, tagOf(run.id), run.workflow_definition_name].some((field) =>
    field.toLowerCase().includes(text),
  );
}

/** The filter lives in the address: a filtered board can be linked, kept and gone back to. */
export function useFilter(): [Filter, (next: Filter) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const definition = params.get('workflow') ?? '';
  const status = statuses.find((one) => one === params.get('status')) ?? 'all';
  const filter = useMemo(() => ({ text, definition, status }), [text, definition, status]);
  const change = (next: Filter) => {
    const search = new URLSearchParams();
    if (next.text !== '') search.set('q', next.text);
    if (next.definition !== '') search.set('workflow', next.definition);
    if (next.status !== 'all') search.set('status', next.status);
    setParams(search, { replace: true });
  };
  return [filter, change];
}
