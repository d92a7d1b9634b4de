import { useState } from 'react';
import { useMay } from '@/features/identity/permissions';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { type Control, isHeld, type Step } from '@/shared/live/model';
import { primaryButton } from '@/shared/ui/buttons';
import { ControlWord } from '@/shared/ui/ControlWord';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { loadStep } from './api/load-step';
import { steerStep } from './api/steer-step';

const MOST_CHARACTERS = 16_384;

/** What people said to the agents that work or worked on a step, and a box to say more to the one at work. */
export function SteerTab({ step }: { step: Step }) {
  const snapshots = useLive((live) => live.floor.snapshots);
  const earlier = useLoaded(
    step.attempt === 0 ? null : step.id,
    (signal) => loadStep(step.id, signal),
    snapshots,
  );
  const told = useLive((live) => live.floor.controls[step.id]);
  const mayTalk = useMay('STEER_STEP') && isHeld(step);
  const controls = inOrder(earlier.data?.controls ?? [], told ?? {});
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="steer-tab">
      {earlier.status === 'failed' && (
        <Failure title={t('step.loadFailed')} error={earlier.error} retry={earlier.retry} />
      )}
      <ol className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
        {controls.map((control) => (
          <li key={control.id} className="px-4 py-3 text-xs" data-testid="steer">
            <p className="max-w-prose text-[13px] leading-5 break-words whitespace-pre-wrap">
              {control.text}
            </p>
            <p className="mt-1 flex flex-wrap gap-x-3 text-ink-3">
              <span>{control.requested_by.name ?? t('steer.somebody')}</span>
              <span>{t('step.attempt', { n: control.attempt ?? 0 })}</span>
              <ControlWord control={control} />
            </p>
          </li>
        ))}
        {controls.length === 0 && (
          <li className="px-4 py-3 text-xs text-ink-3">{t(isHeld(step) ? 'steer.none' : 'steer.notHeld')}</li>
        )}
      </ol>
      {mayTalk && <SteerForm key={`${step.id}#${step.attempt}`} step={step} />}
    </div>
  );
}

function SteerForm({ step }: { step: Step }) {
  const [text, setText] = useState('');
  const send = useAction(async () => {
    await steerStep(step.id, text);
    setText('');
  });
  return (
    <form
      className="shrink-0 space-y-2 border-t border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void send.run();
      }}
    >
      <TextArea
        label={t('steer.label', { name: step.agent?.name ?? '' })}
        hint={t('steer.hint')}
        rows={2}
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="steer-text"
      />
      {send.error !== null && <Failure title={t('steer.failed')} error={send.error} />}
      <button
        type="submit"
        className={primaryButton}
        disabled={send.busy || text.trim() === ''}
        data-testid="steer-send"
      >
        {t('steer.send')}
      </button>
    </form>
  );
}

/** The socket knows how far each has come; what was loaded knows the names. */
function inOrder(loaded: readonly Control[], told: Readonly<Record<string, Control>>): Control[] {
  const byId = new Map(loaded.map((control) => [control.id, control]));
  for (const control of Object.values(told)) {
    const known = byId.get(control.id);
    byId.set(control.id, {
      ...control,
      requested_by: known?.requested_by ?? control.requested_by,
    });
  }
  return [...byId.values()]
    .filter((control) => control.kind === 'steer')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
