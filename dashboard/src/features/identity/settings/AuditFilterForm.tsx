import { type FormEvent, useRef } from 'react';
import { fieldErrors } from '@/shared/api/problem-fields';
import { t } from '@/shared/i18n/t';
import { quietButton } from '@/shared/ui/buttons';
import { SelectField, TextField } from '@/shared/ui/form';
import type { AuditFilter } from '../api/audit';

const texts = ['action', 'actor', 'address'] as const;
const moments = ['since', 'until'] as const;

interface AuditFilterFormProps {
  /** Of the last try; what it says of a field stands there. */
  error: unknown;
  onFilter: (filter: AuditFilter) => void;
}

/** Applied by its button: each letter would be another question to the server. */
export function AuditFilterForm({ error, onFilter }: AuditFilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const wrong = fieldErrors(error, [...texts, ...moments]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onFilter(filterOf(new FormData(event.currentTarget)));
  };
  const clear = () => {
    form.current?.reset();
    onFilter({});
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      aria-label={t('audit.filter')}
      className="mb-4 grid grid-cols-2 items-start gap-3 sm:grid-cols-3"
    >
      <SelectField
        label={t('audit.outcome')}
        name="outcome"
        options={['', 'refused', 'done'].map((value) => ({
          value,
          label: t(`audit.outcomes.${value === '' ? 'all' : (value as 'refused' | 'done')}`),
        }))}
      />
      {texts.map((name) => (
        <TextField
          key={name}
          label={t(`audit.${name}`)}
          error={wrong[name]}
          name={name}
          placeholder={t(`audit.samples.${name}`)}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
        />
      ))}
      {moments.map((name) => (
        <div key={name} className="col-span-2 sm:col-span-1">
          <TextField label={t(`audit.${name}`)} error={wrong[name]} type="datetime-local" name={name} />
        </div>
      ))}
      <div className="col-span-full flex gap-2">
        <button type="submit" className={quietButton} data-testid="audit-filter">
          {t('audit.apply')}
        </button>
        <button type="button" className={quietButton} onClick={clear}>
          {t('audit.clear')}
        </button>
      </div>
    </form>
  );
}

function filterOf(data: FormData): AuditFilter {
  const filter: AuditFilter = {};
  for (const name of ['outcome', ...texts] as const) {
    const text = String(data.get(name)).trim();
    if (text !== '') filter[name] = text;
  }
  for (const name of moments) {
    const local = String(data.get(name));
    if (local !== '') filter[name] = new Date(local).toISOString();
  }
  return filter;
}
