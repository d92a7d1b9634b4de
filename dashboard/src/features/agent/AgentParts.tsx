import { Link } from 'wouter';
import { WaitingMark } from '@/features/gate/WaitingMark';
import { t } from '@/shared/i18n/t';
import { processKey } from '@/shared/live/floor';
import { useLive } from '@/shared/live/live-store';
import type { AgentInstance, Step, Vitals } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { formatBytes } from '@/shared/time/format';
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
export function Instances({ agentId, instances }: { agentId: string; instances: readonly AgentInstance[] }) {
  return (
    <ul className="space-y-2.5">
      {instances.length === 0 && <li className="text-xs text-ink-3">{t('agents.noInstances')}</li>}
      {instances.map((instance) => (
        <Instance key={instance.instance} agentId={agentId} instance={instance} />
      ))}
    </ul>
  );
}

/** As steps require them. */
function labelsOf(instance: AgentInstance): string[] {
  return Object.entries(instance.labels).map(([key, value]) => `${key}=${value}`);
}

/** What the last heartbeat said, as far as the process knows it. */
function loadOf(vitals: Vitals): string {
  const { free_slots, cpu_percent, free_memory_bytes, free_disk_bytes } = vitals;
  return [
    free_slots !== undefined && t('agents.vitals.slots', { n: free_slots }),
    cpu_percent !== undefined && t('agents.vitals.cpu', { percent: cpu_percent }),
    free_memory_bytes !== undefined && t('agents.vitals.memory', { size: formatBytes(free_memory_bytes) }),
    free_disk_bytes !== undefined && t('agents.vitals.disk', { size: formatBytes(free_disk_bytes) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Instance({ agentId, instance }: { agentId: string; instance: AgentInstance }) {
  const vitals = useLive((live) => live.floor.vitals[processKey(agentId, instance.instance)]);
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
      {vitals !== undefined && (
        <p className="mt-1 text-[11px] text-ink-3" data-testid="vitals">
          {loadOf(vitals)}
        </p>
      )}
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
