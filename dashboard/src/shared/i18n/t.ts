import en from '@/messages/en.json';

type Leaves<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Leaves<T[K], `${P}${K}.`>;
}[keyof T & string];

/** Every message there is, by its path in the file. */
export type MessageKey = Leaves<typeof en>;

/** Messages that come in several numbers, named without the last part (`one`, `other`). */
export type CountedKey = MessageKey extends infer K ? (K extends `${infer S}.other` ? S : never) : never;

export type MessageValues = Record<string, string | number>;

const language = 'en';
const plural = new Intl.PluralRules(language);
const messages = flatten(en);

export function t(key: MessageKey, values?: MessageValues): string {
  return fill(messages.get(key) ?? key, values);
}

/** A message about `count` things; `{count}` in it is the number. */
export function tn(key: CountedKey, count: number, values?: MessageValues): string {
  const message = messages.get(`${key}.${plural.select(count)}`) ?? messages.get(`${key}.other`) ?? key;
  return fill(message, { count: formatNumber(count), ...values });
}

const numbers = new Intl.NumberFormat(language);
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const times = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });

export function formatNumber(value: number): string {
  return numbers.format(value);
}

export function formatMoment(iso: string): string {
  return moments.format(new Date(iso));
}

/** The time of day alone, for what is younger than a day or has its age beside it. */
export function formatTime(iso: string): string {
  return times.format(new Date(iso));
}

function fill(message: string, values: MessageValues = {}): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function flatten(tree: object, path = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(path + key, value);
    else flatten(value as object, `${path}${key}.`, into);
  }
  return into;
}
