import { Allowed } from '@/features/identity/ReadOnly';
import { t } from '@/shared/i18n/t';
import type { Step } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { pauseStep, resumeStep } from './api/pause-step';

/** Brings the attempt at work on a step to a halt, or lets it go on; the socket tells the rest. */
export function PauseStep({ step }: { step: Step }) {
  const stands = step.pause !== null && step.pause.stage !== 'resuming';
  const change = useAction(() => (stands ? resumeStep(step.id) : pauseStep(step.id)));
  return (
    <Allowed to="STEER_STEP">
      <button
        type="button"
        className={`${quietButton} h-6`}
        disabled={change.busy || step.pause?.stage === 'resuming'}
        onClick={() => void change.run()}
        data-testid={stands ? 'resume-step' : 'pause-step'}
      >
        {t(stands ? 'pause.resume' : 'pause.pause')}
      </button>
      {change.error !== null && <Failure title={t('pause.failed')} error={change.error} />}
    </Allowed>
  );
}
