import { Link } from 'wouter';
import { WaitingMark } from '@/features/gate/WaitingMark';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import type { AgentInstance, Step } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { ControlWord } from '@/shared/ui/ControlWord';

/** What an agent works on at this moment. */
export function AtWork({ steps }: { steps: readonly Step[] }) {
  const runs = useLive((live) => live.floor.runs);
  return (
    <ul>
      {steps.map((step) => (
        <li key={step.id} className="flex items-center gap-2 text-xs">
          <span className="size-1.5 shrink-0 rounded-full bg-progress" aria-hidden="true" />
          <Link
            href={`/runs/${step.workflow_run_id}?step=${encodeURIComponent(step.step_id)}`}
            className="relative inline-flex min-h-6 max-w-[60%] shrink-0 items-center hover:underline"
          >
            <span className="truncate">{step.name}</span>
          </Link>
          <WaitingMark stepId={step.id} />
          <span className="ml-auto truncate text-ink-3">{runs[step.workflow_run_id]?.name}</span>
        </li>
      ))}
    </ul>
  );
}

/** Its processes that are connected. */
export function Instances({ instances }: { instances: readonly AgentInstance[] }) {
  return (
    <ul className="space-y-2.5">
      {instances.length === 0 && <li className="text-xs text-ink-3">{t('agents.noInstances')}</li>}
      {instances.map((instance) => (
        <Instance key={instance.instance} instance={instance} />
      ))}
    </ul>
  );
}

/** As steps require them. */
function labelsOf(instance: AgentInstance): string[] {
  return Object.entries(instance.labels).map(([key, value]) => `${key}=${value}`);
}

function Instance({ instance }: { instance: AgentInstance }) {
  return (
    <li className="text-xs">
      <div className="flex items-baseline gap-2">
        <span className="truncate font-mono text-[11px]">{instance.instance}</span>
        {instance.version && (
          <span className="shrink-0 text-ink-3">{t('agents.version', { version: instance.version })}</span>
        )}
        {instance.control && (
          <span className="flex items-baseline gap-1.5" data-testid="told">
            {t(instance.control.kind === 'pause' ? 'pause.toldPause' : 'pause.toldResume')}
            <ControlWord control={instance.control} />
          </span>
        )}
        {instance.opened_at && (
          <span className="ml-auto shrink-0 text-ink-3">
            <Ago at={instance.opened_at} message="agents.connected" />
          </span>
        )}
      </div>
      <div className="mt-1.5 flex flex-wrap gap-1">
        {instance.capabilities.length === 0 && (
          <span className="text-[11px] text-ink-3">{t('agents.noCapabilities')}</span>
        )}
        {[...instance.capabilities, ...labelsOf(instance)].map((capability) => (
          <span
            key={capability}
            className="rounded bg-sunken px-1.5 py-0.5 font-mono text-[10.5px] text-ink-2"
          >
            {capability}
          </span>
        ))}
      </div>
    </li>
  );
}
