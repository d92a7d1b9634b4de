import { Tabs } from '@base-ui/react/tabs';
import { AskBox } from '@/features/gate/AskBox';
import { WaitingMark } from '@/features/gate/WaitingMark';
import { MessageList } from '@/features/message/MessageList';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLive } from '@/shared/live/live-store';
import { isFinal, isHeld, type Step } from '@/shared/live/model';
import { Avatar } from '@/shared/ui/Avatar';
import { Failure, Waiting } from '@/shared/ui/states';
import { Badge } from '@/shared/ui/Tone';
import { AttemptList } from './AttemptList';
import { loadStep } from './api/load-step';
import { Comments } from './comment/Comments';
import { Elapsed } from './Elapsed';
import { JsonView } from './JsonView';
import { LogView } from './log/LogView';
import { PauseStep } from './PauseStep';
import { ProofOfLife } from './ProofOfLife';
import { stepLook } from './run-look';
import { SteerTab } from './SteerTab';
import { StepError } from './StepError';
import { UsageLine } from './UsageLine';

export const stepTabs = ['log', 'output', 'attempts', 'messages', 'comments', 'steer'] as const;
export type StepTab = (typeof stepTabs)[number];

interface StepPanelProps {
  step: Step;
  tab: StepTab;
  onTab: (tab: StepTab) => void;
}

export function StepPanel({ step, tab, onTab }: StepPanelProps) {
  useKeys({
    1: () => onTab('log'),
    2: () => onTab('output'),
    3: () => onTab('attempts'),
    4: () => onTab('messages'),
    5: () => onTab('comments'),
    6: () => onTab('steer'),
  });
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={step.name} data-testid="step-panel">
      <StepHeader step={step} />
      <AskBox stepId={step.id} />
      <Tabs.Root
        value={tab}
        onValueChange={(value) => onTab(value as StepTab)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Tabs.List
          aria-label={t('step.tabs')}
          className="relative flex h-9 shrink-0 gap-4 border-b border-line px-4"
        >
          {stepTabs.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              data-testid={`tab-${name}`}
              className="h-full text-xs font-medium text-ink-3 transition-colors hover:text-ink data-active:text-ink"
            >
              {t(`step.${name}`)}
            </Tabs.Tab>
          ))}
          <Tabs.Indicator className="absolute bottom-[-1px] left-(--active-tab-left) h-0.5 w-(--active-tab-width) rounded-full bg-accent transition-[left,width] duration-150" />
        </Tabs.List>
        <Tabs.Panel value="log" className="flex min-h-0 flex-1 flex-col" tabIndex={-1}>
          <LogView key={step.id} step={step} />
        </Tabs.Panel>
        <Tabs.Panel value="output" className="min-h-0 flex-1 overflow-y-auto">
          <Output step={step} />
        </Tabs.Panel>
        <Tabs.Panel value="attempts" className="min-h-0 flex-1 overflow-y-auto">
          <Attempts step={step} />
        </Tabs.Panel>
        <Tabs.Panel value="steer" className="flex min-h-0 flex-1 flex-col">
          <SteerTab step={step} />
        </Tabs.Panel>
        <Tabs.Panel value="messages" className="min-h-0 flex-1 overflow-y-auto">
          <MessageList of={{ step: step.id }} />
        </Tabs.Panel>
        <Tabs.Panel value="comments" className="min-h-0 flex-1 overflow-y-auto">
          <Comments key={step.id} runId={step.workflow_run_id} stepId={step.id} />
        </Tabs.Panel>
      </Tabs.Root>
    </section>
  );
}

function StepHeader({ step }: { step: Step }) {
  return (
    <header className="shrink-0 space-y-2 px-4 pt-3 pb-2">
      <div className="flex items-center gap-2.5">
        <h2 className="truncate text-sm font-semibold">{step.name}</h2>
        <Badge {...stepLook(step)} testId="step-badge" />
        <WaitingMark stepId={step.id} />
        <StepSignal step={step} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
        {step.agent === null ? (
          <span className="text-ink-3">{t('step.noAgent')}</span>
        ) : (
          <span className="flex items-center gap-1.5">
            <Avatar
              name={step.agent.name}
              emoji={step.agent.emoji}
              color={step.agent.color}
              className="size-4.5 text-[10px]"
            />
            {step.agent.name}
          </span>
        )}
        {step.attempt > 0 && <span>{t('step.attempt', { n: step.attempt })}</span>}
        <span className="tabular-nums">{(isHeld(step) || isFinal(step)) && <Elapsed of={step} />}</span>
        {step.started_at !== null && <UsageLine usage={step.usage} testId="step-usage" />}
        {isHeld(step) && <ProofOfLife step={step} />}
        {isHeld(step) && <PauseStep key={step.id} step={step} />}
        {step.state === 'pending' && step.needs.length > 0 && (
          <span className="text-ink-3">{t('step.needs', { keys: step.needs.join(', ') })}</span>
        )}
        <code className="ml-auto font-mono text-[11px] text-ink-3">{step.step_id}</code>
      </div>
      <StepError
        step={step}
        className={`rounded-md px-2.5 py-1.5 text-xs break-words ${step.state === 'failed' ? 'bg-blocked/10' : 'bg-sunken'}`}
      />
    </header>
  );
}

function StepSignal({ step }: { step: Step }) {
  const signal = useLive((live) => live.floor.signals[step.id]);
  if (!isHeld(step) || signal === undefined) return null;
  const { percent, loop, max_loops } = signal;
  return (
    <span className="ml-auto flex shrink-0 items-center gap-2 text-xs text-ink-2 tabular-nums">
      {loop !== undefined &&
        (max_loops === undefined
          ? t('step.loopOpen', { n: loop })
          : t('step.loop', { n: loop, max: max_loops }))}
      {percent !== undefined && (
        <>
          <span className="h-1 w-16 overflow-hidden rounded-full bg-todo/30">
            <span
              className="block h-full origin-left rounded-full bg-progress transition-transform duration-500"
              style={{ transform: `scaleX(${Math.min(100, percent) / 100})` }}
            />
          </span>
          {t('step.percent', { n: Math.round(percent) })}
        </>
      )}
    </span>
  );
}

/** Loaded when it is looked at and there is something: once for each attempt that has ended. */
function Output({ step }: { step: Step }) {
  const done = isFinal(step);
  const detail = useLoaded(done ? `${step.id}#${step.attempt}` : null, (signal) => loadStep(step.id, signal));
  if (!done) return <Remark text={t('step.outputLater')} />;
  if (detail.status === 'loading') return <Lines />;
  if (detail.status === 'failed') {
    return <Failure title={t('step.loadFailed')} error={detail.error} retry={detail.retry} />;
  }
  const { output, summary } = detail.data;
  if (output == null && !summary) return <Remark text={t('step.outputNone')} />;
  return (
    <div className="space-y-4 p-4" data-testid="output">
      {summary && <p className="max-w-prose text-[13px] leading-5 whitespace-pre-wrap">{summary}</p>}
      {output != null && (
        <div className="rounded-lg border border-line bg-sunken p-3">
          <JsonView value={output} />
        </div>
      )}
    </div>
  );
}

/** What was before is loaded when the tab is opened; the attempt at work is told by the socket. */
function Attempts({ step }: { step: Step }) {
  const detail = useLoaded(step.attempt === 0 ? null : step.id, (signal) => loadStep(step.id, signal));
  if (step.attempt === 0) return <Remark text={t('step.attemptsNone')} />;
  if (detail.status === 'loading') return <Lines />;
  if (detail.status === 'failed') {
    return <Failure title={t('step.loadFailed')} error={detail.error} retry={detail.retry} />;
  }
  const { attempts, checkpoint } = detail.data;
  return <AttemptList step={step} loaded={attempts ?? []} checkpoint={checkpoint} />;
}

function Remark({ text }: { text: string }) {
  return <p className="px-4 py-3 text-xs text-ink-3">{text}</p>;
}

function Lines() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="space-y-2.5 p-4">
        <div className="skeleton h-3 w-3/5" />
        <div className="skeleton h-3 w-2/5" />
        <div className="skeleton h-3 w-1/2" />
      </div>
    </Waiting>
  );
}
