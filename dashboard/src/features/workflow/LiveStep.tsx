import { memo } from 'react';
import { WaitingMark } from '@/features/gate/WaitingMark';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { inColumn } from '@/shared/time/format';
import { Avatar } from '@/shared/ui/Avatar';
import { ProofOfLife } from './ProofOfLife';

/**
 * A step at work, in two lines of fixed height: who and how far, then the last words. It listens to its own signal
 * alone, and nothing around it moves when one arrives.
 */
export const LiveStep = memo(function LiveStep({ id }: { id: string }) {
  const step = useLive((live) => live.floor.steps[id]);
  const signal = useLive((live) => live.floor.signals[id]);
  const waits = useLive((live) => live.floor.gates[id] !== undefined);
  if (step === undefined) return null;
  const percent = signal?.percent;
  return (
    <div className="flex gap-2" data-testid={`live-step-${step.step_id}`}>
      {step.agent ? (
        <span title={step.agent.name} className="mt-px h-5">
          <span className="sr-only">{step.agent.name}</span>
          <Avatar
            name={step.agent.name}
            emoji={step.agent.emoji}
            color={step.agent.color}
            className="size-5 text-[11px]"
          />
        </span>
      ) : (
        <span className="mt-px size-5 shrink-0 rounded-full border border-dashed border-line-strong" />
      )}
      <div className="min-w-0 flex-1">
        <div className="flex h-5 items-center gap-1.5 text-xs">
          <span className="truncate font-medium" title={step.name}>
            {step.name}
          </span>
          {step.attempt > 1 && (
            <span
              className="shrink-0 text-[11px] text-warning-ink"
              title={t('step.attempt', { n: step.attempt })}
            >
              {t('step.attemptShort', { n: step.attempt })}
            </span>
          )}
          <span className="ml-auto w-[33px] shrink-0 text-[11px] text-ink-2 tabular-nums">
            {percent !== undefined && t('step.percent', { n: inColumn(Math.round(percent), 3) })}
          </span>
        </div>
        <div className="flex h-4 items-center gap-2 text-[11px] leading-4 text-ink-3">
          {waits ? (
            <span className="flex min-w-0 flex-1">
              <WaitingMark stepId={id} />
            </span>
          ) : (
            <span className="min-w-0 flex-1 truncate font-mono text-[10.5px]" title={signal?.line}>
              {signal?.line ?? step.agent?.name}
            </span>
          )}
          {/* As wide as what stands in it at most, so that the words before it keep their room. */}
          <span className="w-[72px] shrink-0 overflow-hidden">
            {step.pause === null ? (
              <ProofOfLife step={step} short />
            ) : (
              <span className="text-warning-ink" data-testid="live-pause">
                {t(`step.pause.${step.pause.stage}`)}
              </span>
            )}
          </span>
        </div>
      </div>
    </div>
  );
});
