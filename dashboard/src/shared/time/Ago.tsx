import { formatMoment, type MessageKey, t } from '@/shared/i18n/t';
import { useServerNow } from './clock';
import { formatAge } from './format';

interface AgoProps {
  at: string;
  /** A message with `{age}` in it, when the age alone would not say of what. */
  message?: MessageKey;
}

/** An instant as its age, ticking; the instant itself on hover. */
export function Ago({ at, message }: AgoProps) {
  const age = formatAge(useServerNow() - Date.parse(at));
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {message === undefined ? age : t(message, { age })}
    </time>
  );
}
