import { useMemo } from 'react';
import { t } from '@/shared/i18n/t';
import { compare } from '@/shared/live/floor';
import type { Run } from '@/shared/live/model';
import { ChevronDownIcon, CloseIcon, SearchIcon } from '@/shared/ui/icons';
import { type Filter, isFiltering, noFilter, type StatusFilter, statuses } from './filter';

interface ToolbarProps {
  runs: readonly Run[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

export const SEARCH_ID = 'board-search';

export function BoardToolbar({ runs, filter, onChange }: ToolbarProps) {
  const definitions = useMemo(() => definitionsOf(runs), [runs]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is too young for many browsers
    <div role="search" className="flex min-w-0 flex-1 items-center gap-2 sm:flex-none">
      <div className="relative min-w-16 flex-1 sm:flex-none">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-3" />
        <input
          id={SEARCH_ID}
          type="search"
          value={filter.text}
          aria-label={t('board.search')}
          placeholder={t('board.search')}
          aria-keyshortcuts="/"
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onChange({ ...filter, text: '' });
            event.currentTarget.blur();
          }}
          className="h-7 w-full rounded-md border border-line bg-card pr-2 pl-7 text-xs shadow-xs transition-[border-color,width] placeholder:text-ink-3 hover:border-line-strong sm:w-44 sm:focus:w-56"
        />
      </div>
      <Choice
        label={t('board.definition')}
        value={filter.definition}
        options={[['', t('board.allDefinitions')], ...definitions]}
        onChange={(definition) => onChange({ ...filter, definition })}
      />
      <Choice
        label={t('board.status')}
        value={filter.status}
        options={statuses.map((status) => [status, t(`board.statuses.${status}`)])}
        onChange={(status) => onChange({ ...filter, status: status as StatusFilter })}
      />
      {isFiltering(filter) && (
        <button
          type="button"
          onClick={() => onChange(noFilter)}
          className="inline-flex h-7 min-w-6 shrink-0 items-center justify-center gap-1 rounded-md text-xs text-ink-2 hover:bg-hover hover:text-ink sm:px-1.5"
        >
          <CloseIcon className="size-3" />
          <span className="sr-only sm:not-sr-only">{t('board.clear')}</span>
        </button>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="relative">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 max-w-24 appearance-none truncate rounded-md border border-line bg-card pr-6 pl-2.5 text-xs shadow-xs transition-colors hover:border-line-strong sm:max-w-36"
      >
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-1.5 size-3.5 -translate-y-1/2 text-ink-3" />
    </div>
  );
}

function definitionsOf(runs: readonly Run[]): [string, string][] {
  const names = new Map(runs.map((run) => [run.workflow_definition_id, run.workflow_definition_name]));
  return [...names].sort((a, b) => compare(a[1], b[1]));
}
