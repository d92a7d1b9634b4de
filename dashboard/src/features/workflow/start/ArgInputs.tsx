import { useId } from 'react';
import { t } from '@/shared/i18n/t';
import { iconButton, quietButton } from '@/shared/ui/buttons';
import { CheckField, inputLook, Optional, SelectField, TextArea, TextField } from '@/shared/ui/form';
import { CloseIcon, PlusIcon } from '@/shared/ui/icons';
import type { ArgField } from './arg-fields';
import type { Entered, Errors, Values } from './arg-values';

interface ArgInputsProps {
  fields: readonly ArgField[];
  values: Values;
  errors: Errors;
  onChange: (pointer: string, entered: Entered) => void;
}

export function ArgInputs({ fields, values, errors, onChange }: ArgInputsProps) {
  return (
    <div className="space-y-4">
      {fields.map((field) =>
        field.kind === 'group' ? (
          <fieldset key={field.pointer} className="rounded-[10px] border border-line px-4 pt-2 pb-4">
            <legend className="flex items-baseline gap-2 px-1 text-[13px] font-medium">
              {field.label}
              {!field.required && <Optional />}
            </legend>
            {field.description !== '' && <p className="mb-3 text-xs text-ink-3">{field.description}</p>}
            {errors[field.pointer] && (
              <p className="mb-3 text-xs text-blocked-ink">{errors[field.pointer]}</p>
            )}
            <ArgInputs fields={field.fields} values={values} errors={errors} onChange={onChange} />
          </fieldset>
        ) : (
          <ArgInput
            key={field.pointer}
            field={field}
            entered={values[field.pointer]}
            error={errors[field.pointer]}
            onChange={(entered) => onChange(field.pointer, entered)}
          />
        ),
      )}
    </div>
  );
}

interface ArgInputProps {
  field: Exclude<ArgField, { kind: 'group' }>;
  entered: Entered | undefined;
  error: string | undefined;
  onChange: (entered: Entered) => void;
}

function ArgInput({ field, entered, error, onChange }: ArgInputProps) {
  const text = typeof entered === 'string' ? entered : '';
  const common = {
    label: field.label,
    hint: field.description,
    error,
    optional: !field.required,
    name: field.pointer,
    'data-testid': `arg${field.pointer}`,
  };
  const typed = { ...common, value: text, required: field.required && field.fallback === undefined };
  switch (field.kind) {
    case 'boolean': {
      const { optional: _, ...tick } = common;
      return (
        <CheckField
          {...tick}
          checked={entered === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    }
    case 'choice': {
      const none = text === '' || !field.required ? [{ value: '', label: t('start.choose') }] : [];
      return (
        <SelectField
          {...typed}
          options={[
            ...none,
            ...field.options.map((option, i) => ({ value: String(i), label: String(option) })),
          ]}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    case 'number':
      return (
        <TextField
          {...typed}
          hint={withRange(field)}
          inputMode={field.integer && (field.minimum ?? -1) >= 0 ? 'numeric' : 'text'}
          autoComplete="off"
          className="tabular-nums sm:max-w-48"
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'list':
      return (
        <ListField
          field={field}
          lines={Array.isArray(entered) ? entered : []}
          error={error}
          onChange={onChange}
        />
      );
    case 'json':
      return (
        <TextArea
          {...typed}
          hint={[field.description, t('start.json')].filter(Boolean).join(' ')}
          className="font-mono text-xs"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return field.long ? (
        <TextArea {...typed} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <TextField {...typed} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      );
  }
}

function withRange({ description, minimum, maximum }: ArgField & { kind: 'number' }): string {
  const range =
    minimum !== null && maximum !== null
      ? t('start.between', { minimum, maximum })
      : minimum !== null
        ? t('start.atLeast', { minimum })
        : maximum !== null
          ? t('start.atMost', { maximum })
          : '';
  return [description, range].filter(Boolean).join(' ');
}

interface ListFieldProps {
  field: ArgField & { kind: 'list' };
  lines: readonly string[];
  error: string | undefined;
  onChange: (lines: readonly string[]) => void;
}

function ListField({ field, lines, error, onChange }: ListFieldProps) {
  const id = useId();
  const set = (at: number, line: string) => onChange(lines.map((old, i) => (i === at ? line : old)));
  return (
    <fieldset aria-describedby={`${id}-more`}>
      <legend className="mb-1 flex items-baseline gap-2 text-[13px] font-medium">
        {field.label}
        {!field.required && <Optional />}
      </legend>
      <div className="space-y-1.5">
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
          <div key={i} className="flex items-center gap-1">
            <input
              value={line}
              aria-label={t('start.item', { label: field.label, n: i + 1 })}
              aria-invalid={error ? true : undefined}
              data-testid={`arg${field.pointer}/${i}`}
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: somebody has just asked for this line
              autoFocus={line === '' && i === lines.length - 1}
              onChange={(event) => set(i, event.target.value)}
              className={`h-9 ${inputLook}`}
            />
            <button
              type="button"
              className={iconButton}
              aria-label={t('start.removeItem', { label: field.label, n: i + 1 })}
              onClick={() => onChange(lines.filter((_, other) => other !== i))}
            >
              <CloseIcon className="size-3.5" />
            </button>
          </div>
        ))}
        <button
          type="button"
          className={quietButton}
          aria-label={t('start.addItemTo', { label: field.label })}
          onClick={() => onChange([...lines, ''])}
          data-testid={`add${field.pointer}`}
        >
          <PlusIcon className="size-3" />
          {t('start.addItem')}
        </button>
      </div>
      <div id={`${id}-more`}>
        {error && <p className="mt-1 text-xs text-blocked-ink">{error}</p>}
        {field.description !== '' && <p className="mt-1 text-xs text-ink-3">{field.description}</p>}
      </div>
    </fieldset>
  );
}
