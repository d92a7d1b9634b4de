import { t } from '@/shared/i18n/t';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in at most two units: `850 ms`, `12s`, `3m 05s`, `2h 10m`, `4d 3h`. */
export function formatDuration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < SECOND) return t('time.milliseconds', { n: Math.round(length) });
  if (length < MINUTE) return t('time.seconds', { n: Math.floor(length / SECOND) });
  if (length < HOUR) return pair('time.minutes', length, MINUTE, SECOND);
  if (length < DAY) return pair('time.hours', length, HOUR, MINUTE);
  return pair('time.days', length, DAY, HOUR);
}

/** How long ago, in one unit; the first second is `now`. */
export function formatAge(ms: number): string {
  const age = Math.max(0, ms);
  if (age < SECOND) return t('age.now');
  if (age < MINUTE) return t('age.seconds', { n: Math.floor(age / SECOND) });
  if (age < HOUR) return t('age.minutes', { n: Math.floor(age / MINUTE) });
  if (age < DAY) return t('age.hours', { n: Math.floor(age / HOUR) });
  return t('age.days', { n: Math.floor(age / DAY) });
}

export function between(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

/** A number as wide as others of so many digits, where digits are of one width: what stands beside it keeps its place. */
export function inColumn(n: number, digits: number): string {
  return String(n).padStart(digits, '\u2007');
}

const KIB = 1024;

export function formatBytes(bytes: number): string {
  if (bytes < KIB) return t('size.bytes', { n: bytes });
  if (bytes < KIB * KIB) return t('size.kib', { n: oneDigit(bytes / KIB) });
  if (bytes < KIB ** 3) return t('size.mib', { n: oneDigit(bytes / KIB ** 2) });
  return t('size.gib', { n: oneDigit(bytes / KIB ** 3) });
}

function oneDigit(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

function pair(key: 'time.minutes' | 'time.hours' | 'time.days', length: number, unit: number, part: number) {
  const rest = String(Math.floor((length % unit) / part)).padStart(2, '0');
  return t(key, { n: Math.floor(length / unit), rest });
}
