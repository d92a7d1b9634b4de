import { useState } from 'react';
import { Allowed } from '@/features/identity/ReadOnly';
import { t } from '@/shared/i18n/t';
import { pinRun } from '@/shared/live/floor';
import { updateFloor } from '@/shared/live/live-store';
import { isFinished, type Run } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { TextField } from '@/shared/ui/form';
import { CloseIcon } from '@/shared/ui/icons';
import { cancelRun } from './api/cancel-run';

/** Ends a run that is not finished, after asking whether that is meant. */
export function CancelRun({ run }: { run: Run }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (isFinished(run) && !asking) return null;
  return (
    <Allowed to="CANCEL_RUN">
      <button
        type="button"
        className={`${quietButton} shrink-0`}
        onClick={() => setAsking(true)}
        data-testid="cancel-run"
      >
        <CloseIcon className="size-3" />
        {t('cancel.cancel')}
      </button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('cancel.title', { name: run.name })}
        lead={t('cancel.lead')}
        confirm={t('cancel.confirm')}
        keep={t('cancel.keep')}
        failed={t('cancel.failed')}
        act={async () => {
          const cancelled = await cancelRun(run.id, reason.trim());
          // Who did it stands here, not in the change that follows.
          updateFloor((floor) => pinRun(floor, cancelled));
        }}
      >
        <TextField
          label={t('cancel.reason')}
          optional
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          autoComplete="off"
        />
      </ConfirmDialog>
    </Allowed>
  );
}
