import { t } from '@/shared/i18n/t';
import type { Step } from '@/shared/live/model';

interface StepErrorProps {
  step: Step;
  className: string;
}

/** Red is for what failed for good. A step that gets another try tells how the last one ended, as a remark. */
export function StepError({ step, className }: StepErrorProps) {
  if (step.error_message === null || step.state === 'completed') return null;
  if (step.state === 'failed') {
    return (
      <span className={`block text-blocked-ink ${className}`} data-testid="step-error">
        {step.error_message}
      </span>
    );
  }
  return (
    <span className={`block text-ink-2 ${className}`} data-testid="step-remark">
      {t('step.attemptEnded', { n: step.attempt, reason: step.error_message })}
    </span>
  );
}
