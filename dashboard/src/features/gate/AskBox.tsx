import { lazy, type SubmitEvent, Suspense, useState } from 'react';
import { useMay } from '@/features/identity/permissions';
import { ReadOnly } from '@/features/identity/ReadOnly';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import type { Gate } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { answerGate, loadGate, type NewAnswer } from './api/gates';

const MarkdownView = lazy(() => import('@/features/workflow/artifact/MarkdownView'));

const LONGEST = 16_384;

/** What the work on a step asks, each with a way to answer; the socket tells when it is answered. */
export function AskBox({ stepId }: { stepId: string }) {
  const gates = useLive((live) => live.floor.gates[stepId]);
  if (gates === undefined) return null;
  return (
    <div
      className="max-h-[60%] shrink-0 overflow-y-auto border-y border-line bg-warning/5"
      data-testid="asks"
    >
      {gates.map((gate) => (
        <Question key={gate.id} gate={gate} />
      ))}
    </div>
  );
}

function Question({ gate }: { gate: Gate }) {
  const may = useMay('ANSWER_GATE');
  return (
    <section
      className="space-y-2 px-4 py-3 text-[13px]"
      aria-label={t('gate.asks', { name: gate.agent.name })}
    >
      <p className="flex items-baseline gap-2 text-xs text-warning-ink">
        {t('gate.asks', { name: gate.agent.name })}
        <span className="ml-auto text-ink-3">
          <Ago at={gate.opened_at} />
        </span>
      </p>
      <Shown text={gate.question} />
      <Context id={gate.id} />
      {may ? <Form gate={gate} /> : <ReadOnly without="ANSWER_GATE" />}
    </section>
  );
}

/** Whatever an agent wrote: HTML is dropped, nothing is fetched. */
function Shown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
      <MarkdownView text={text} />
    </Suspense>
  );
}

function Context({ id }: { id: string }) {
  const loaded = useLoaded(id, (signal) => loadGate(id, signal));
  if (loaded.status === 'failed') {
    return <Failure title={t('gate.contextFailed')} error={loaded.error} retry={loaded.retry} />;
  }
  if (loaded.status === 'loading' || loaded.data.context === '') return null;
  return (
    <div className="text-ink-2">
      <Shown text={loaded.data.context} />
    </div>
  );
}

function Form({ gate }: { gate: Gate }) {
  const [text, setText] = useState('');
  const answering = useAction(async (answer: NewAnswer) => {
    await answerGate(gate.id, text.trim() === '' ? answer : { ...answer, text });
  });
  const writes = gate.kind === 'question' && gate.choices.length === 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (writes && text.trim() !== '') void answering.run({});
  };
  return (
    <form onSubmit={submit} className="space-y-2">
      <TextArea
        label={t(writes ? 'gate.yourAnswer' : 'gate.remark')}
        optional={!writes}
        rows={writes ? 3 : 1}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        {writes && (
          <button type="submit" className={primaryButton} disabled={answering.busy || text.trim() === ''}>
            {t('gate.answer')}
          </button>
        )}
        {gate.choices.map((choice) => (
          <Button
            key={choice}
            label={choice}
            busy={answering.busy}
            act={() => void answering.run({ choice })}
          />
        ))}
        {gate.kind === 'approval' && (
          <>
            <Button
              label={t('gate.approve')}
              busy={answering.busy}
              act={() => void answering.run({ approved: true })}
            />
            <Button
              label={t('gate.reject')}
              busy={answering.busy}
              act={() => void answering.run({ approved: false })}
            />
          </>
        )}
      </div>
      {answering.error !== null && <Failure title={t('gate.notSent')} error={answering.error} />}
    </form>
  );
}

function Button({ label, busy, act }: { label: string; busy: boolean; act: () => void }) {
  return (
    <button type="button" className={`${quietButton} h-8`} disabled={busy} onClick={act}>
      {label}
    </button>
  );
}
