import { type MessageKey, t } from '@/shared/i18n/t';
import { type ArgField, nameOf } from './arg-fields';

/**
 * What stands in a field: text (also of numbers and JSON), an index of a choice as text, a tick, or the lines of a
 * list. Absent: untouched.
 */
export type Entered = string | boolean | readonly string[];

/** By the pointer of the field. */
export type Values = Readonly<Record<string, Entered>>;

export type Errors = Readonly<Record<string, string>>;

/** The schema's defaults as they would be entered. */
export function defaults(fields: readonly ArgField[]): Values {
  return Object.fromEntries(
    fields.flatMap((field): [string, Entered][] => {
      if (field.kind === 'group') return Object.entries(defaults(withDefaults(field.fields, field.fallback)));
      const entered = enter(field);
      return entered === null ? [] : [[field.pointer, entered]];
    }),
  );
}

/** The default of an object stands over those of its properties. */
function withDefaults(fields: readonly ArgField[], whole: unknown): readonly ArgField[] {
  if (typeof whole !== 'object' || whole === null) return fields;
  return fields.map((field) => {
    const fallback = (whole as Record<string, unknown>)[nameOf(field.pointer)];
    return fallback === undefined ? field : { ...field, fallback };
  });
}

function enter(field: Exclude<ArgField, { kind: 'group' }>): Entered | null {
  const { fallback } = field;
  if (fallback === undefined) return null;
  switch (field.kind) {
    case 'boolean':
      return fallback === true;
    case 'choice':
      return String(field.options.indexOf(fallback as never));
    case 'list':
      return Array.isArray(fallback) ? fallback.map(String) : null;
    case 'json':
      return JSON.stringify(fallback, null, 2);
    default:
      return String(fallback);
  }
}

/** The arguments as they will be sent, and what can already be seen to be wrong; the server has the last word. */
export function toArgs(
  fields: readonly ArgField[],
  values: Values,
): { args: Record<string, unknown>; errors: Errors } {
  const errors: Record<string, string> = {};
  const args = collect(fields, values, errors);
  return { args: args ?? {}, errors };
}

/** Null when nothing inside was filled in. */
function collect(
  fields: readonly ArgField[],
  values: Values,
  errors: Record<string, string>,
): Record<string, unknown> | null {
  const found: Record<string, unknown> = {};
  for (const field of fields) {
    const value =
      field.kind === 'group' ? group(field, values, errors) : leaf(field, values[field.pointer], errors);
    if (value !== undefined) Object.defineProperty(found, nameOf(field.pointer), { value, ...plain });
  }
  return Object.keys(found).length === 0 ? null : found;
}

/** A property called __proto__ is a property. */
const plain = { enumerable: true, writable: true, configurable: true } as const;

/** An optional group in which nothing stands is left out, and then nothing in it is missing. */
function group(
  field: ArgField & { kind: 'group' },
  values: Values,
  errors: Record<string, string>,
): Record<string, unknown> | undefined {
  const inside: Record<string, string> = {};
  const found = collect(field.fields, values, inside);
  if (found === null && !field.required && Object.values(inside).every((error) => error === missing()))
    return undefined;
  Object.assign(errors, inside);
  return found ?? {};
}

function leaf(
  field: Exclude<ArgField, { kind: 'group' }>,
  entered: Entered | undefined,
  errors: Record<string, string>,
): unknown {
  const wrong = (key: MessageKey) => {
    errors[field.pointer] = t(key);
  };
  switch (field.kind) {
    case 'boolean':
      return typeof entered === 'boolean' ? entered : field.required ? false : undefined;
    case 'list': {
      const lines = Array.isArray(entered) ? entered.filter((line) => line !== '') : [];
      return lines.length > 0 || field.required ? lines : undefined;
    }
    default:
      break;
  }
  if (typeof entered !== 'string' || entered === '') {
    if (field.required && field.fallback === undefined) errors[field.pointer] = missing();
    return undefined;
  }
  switch (field.kind) {
    case 'choice':
      return field.options[Number(entered)];
    case 'number': {
      const number = Number(entered.trim());
      if (entered.trim() === '' || !Number.isFinite(number)) return wrong('start.notANumber');
      if (field.integer && !Number.isInteger(number)) return wrong('start.notWhole');
      return number;
    }
    case 'json':
      try {
        return JSON.parse(entered);
      } catch {
        return wrong('start.notJson');
      }
    default:
      return entered;
  }
}

function missing(): string {
  return t('start.missing');
}

/** `args.list[0].name`, `args.list.0.name` or `/args/list/0/name` as the pointer `/list/0/name`; null: not of the arguments. */
export function pointerOf(field: string): string | null {
  const pointer = field.startsWith('/')
    ? field
    : `/${field
        .replaceAll('~', '~0')
        .replaceAll('/', '~1')
        .replaceAll(/\[(\d+)\]/g, '.$1')
        .replaceAll('.', '/')}`;
  if (pointer !== '/args' && !pointer.startsWith('/args/')) return null;
  return pointer.slice('/args'.length);
}

/** The server's errors at the fields they belong to, or at the nearest field around them; the rest under ''. */
export function place(
  errors: readonly { field: string; message: string }[],
  fields: readonly ArgField[],
): Errors {
  const known = new Set(pointers(fields));
  const placed: Record<string, string> = {};
  for (const { field, message } of errors) {
    let at = pointerOf(field);
    while (at !== null && at !== '' && !known.has(at)) at = at.slice(0, at.lastIndexOf('/'));
    const key = at ?? '';
    const text = key === '' ? `${field}: ${message}` : message;
    placed[key] = placed[key] === undefined ? text : `${placed[key]}; ${text}`;
  }
  return placed;
}

function pointers(fields: readonly ArgField[]): string[] {
  return fields.flatMap((field) =>
    field.kind === 'group' ? [field.pointer, ...pointers(field.fields)] : [field.pointer],
  );
}
