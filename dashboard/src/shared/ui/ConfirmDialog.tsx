import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type FormEvent, type ReactNode, useState } from 'react';
import { dangerButton, quietButton } from './buttons';
import { describe } from './states';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  lead: string;
  /** What the button does that cannot be taken back, and the one that does nothing. */
  confirm: string;
  keep: string;
  /** Stands before the reason when {@link act} did not succeed. */
  failed: string;
  act: () => Promise<void>;
  children?: ReactNode;
}

/** Asks before something that cannot be taken back, and stays open until it is done or refused. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  lead,
  confirm,
  keep,
  failed,
  act,
  children,
}: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = (next: boolean) => {
    setError(null);
    onOpenChange(next);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await act();
      change(false);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-50 bg-black/30 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/60" />
        <AlertDialog.Popup
          data-testid="confirm"
          className="fixed top-1/2 left-1/2 z-50 w-[min(420px,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-2xl border border-line bg-card p-5 shadow-lifted outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
        >
          <form onSubmit={submit}>
            <AlertDialog.Title className="text-[15px] font-semibold break-words">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-1.5 text-[13px] leading-5 text-ink-2">
              {lead}
            </AlertDialog.Description>
            {children && <div className="mt-4">{children}</div>}
            <p role="alert" className="mt-3 text-[13px] text-blocked-ink empty:hidden">
              {error !== null && `${failed} ${describe(error)}`}
            </p>
            <div className="mt-5 flex justify-end gap-2">
              <AlertDialog.Close className={`${quietButton} h-8`}>{keep}</AlertDialog.Close>
              <button type="submit" className={dangerButton} disabled={busy} data-testid="confirm-act">
                {confirm}
              </button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
