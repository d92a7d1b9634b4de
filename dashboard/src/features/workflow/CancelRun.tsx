import { useState } from 'react';
import { useMay } from '@/features/identity/permissions';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { takeIn } from '@/shared/live/floor';
import { updateFloor } from '@/shared/live/live-store';
import { isFinished, type Run } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { TextField } from '@/shared/ui/form';
import { CloseIcon } from '@/shared/ui/icons';
import { cancelRun } from './api/cancel-run';

/** Ends a run that is not finished, after asking whether that is meant; the key x asks as well. */
export function CancelRun({ run }: { run: Run }) {
  const [asking, setAsking] = useState(false);
  const may = useMay('CANCEL_RUN') && !isFinished(run);
  useKeys(may ? { x: () => setAsking(true) } : {});
  return (
    <>
      {may && (
        <button
          type="button"
          className={`${quietButton} shrink-0`}
          onClick={() => setAsking(true)}
          data-testid="cancel-run"
        >
          <CloseIcon className="size-3" />
          {t('cancel.cancel')}
        </button>
      )}
      <CancelRunDialog run={run} open={asking} onOpenChange={setAsking} />
    </>
  );
}

interface CancelRunDialogProps {
  run: Run;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks whether a run is to end, and why. */
export function CancelRunDialog({ run, open, onOpenChange }: CancelRunDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('cancel.title', { name: run.name })}
      lead={t('cancel.lead')}
      confirm={t('cancel.confirm')}
      keep={t('cancel.keep')}
      failed={t('cancel.failed')}
      act={async () => {
        const cancelled = await cancelRun(run.id, reason.trim());
        // Who did it stands here, not in the change that follows.
        updateFloor((floor) => takeIn(floor, cancelled));
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
  );
}
