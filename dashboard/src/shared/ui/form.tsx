import { type ComponentProps, type ReactNode, useId } from 'react';
import { t } from '@/shared/i18n/t';
import { ChevronDownIcon } from './icons';

export const inputLook =
  'w-full rounded-md border border-line-strong bg-card px-3 text-[15px] text-ink shadow-xs transition-colors placeholder:text-ink-3 hover:border-ink-3/60 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/40 aria-invalid:border-blocked sm:text-[13px]';

export interface FieldText {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Says so beside the label; most fields are needed. */
  optional?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** A label, what goes in, what it is for and what is wrong with it, tied together for everybody. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  children,
}: FieldText & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div>
      <label htmlFor={id} className="mb-1 flex items-baseline gap-2 text-[13px] font-medium">
        {label}
        {optional && <Optional />}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-xs text-blocked-ink">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

export function Optional() {
  return <span className="text-xs font-normal text-ink-3">{t('form.optional')}</span>;
}

export function TextField({
  label,
  hint,
  error,
  optional = false,
  className = '',
  ...input
}: FieldText & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => <input {...input} {...wiring} className={`h-9 ${inputLook} ${className}`} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional = false,
  className = '',
  ...area
}: FieldText & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => <textarea rows={4} {...area} {...wiring} className={`py-2 ${inputLook} ${className}`} />}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function SelectField({
  label,
  hint,
  error,
  optional = false,
  options,
  ...select
}: FieldText & { options: readonly Option[] } & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => (
        <span className="relative block">
          <select {...select} {...wiring} className={`h-9 appearance-none truncate pr-8 ${inputLook}`}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3" />
        </span>
      )}
    </Field>
  );
}

export function CheckField({
  label,
  hint,
  error,
  ...input
}: Omit<FieldText, 'optional'> & Omit<ComponentProps<'input'>, 'type'>) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex min-h-6 items-center gap-2.5 text-[13px] font-medium">
        <input
          {...input}
          id={id}
          type="checkbox"
          aria-describedby={hint || error ? `${id}-more` : undefined}
          aria-invalid={error ? true : undefined}
          className="size-4 shrink-0 accent-accent"
        />
        {label}
      </label>
      {(hint || error) && (
        <p id={`${id}-more`} className={`mt-0.5 pl-6.5 text-xs ${error ? 'text-blocked-ink' : 'text-ink-3'}`}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
