import { formatMoment, t } from '@/shared/i18n/t';
import type { ControlProgress } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';

/** How far a word of a person has come to an agent, and since when. */
export function ControlWord({ control }: { control: ControlProgress }) {
  const at = control.acknowledged_at ?? control.delivered_at ?? control.requested_at;
  return (
    <span
      data-testid="control"
      data-state={control.state}
      title={formatMoment(control.requested_at)}
      className={`shrink-0 whitespace-nowrap ${control.state === 'acknowledged' ? 'text-done-ink' : 'text-ink-3'}`}
    >
      {t(`control.${control.state}`)} <Ago at={at} />
    </span>
  );
}
