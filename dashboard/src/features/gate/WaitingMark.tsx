import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';

/** Says that the work on a step waits for a person; nothing when it does not. */
export function WaitingMark({ stepId }: { stepId: string }) {
  const gates = useLive((live) => live.floor.gates[stepId]);
  if (gates === undefined) return null;
  return (
    <span
      className="inline-flex shrink-0 items-center gap-1 text-[11px] whitespace-nowrap text-warning-ink"
      title={gates[0]?.question}
      data-testid="waiting"
    >
      <span aria-hidden="true" className="size-1.5 rounded-full bg-warning" />
      {t('gate.waiting')}
    </span>
  );
}
