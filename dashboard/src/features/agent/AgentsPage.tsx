import { useMemo } from 'react';
import { Link } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLive } from '@/shared/live/live-store';
import { type Agent, type AgentInstance, isHeld } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { Avatar } from '@/shared/ui/Avatar';
import { CopyLine } from '@/shared/ui/CopyLine';
import { AgentIcon } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { inOrder } from './agents';

const CONNECT = './opsflow agent --help';

export default function AgentsPage() {
  useTitle(t('agents.title'));
  useKeys({ Escape: () => window.history.back() });
  const byId = useLive((live) => live.floor.agents);
  const loaded = useLive((live) => live.floor.epoch !== null);
  const agents = useMemo(() => inOrder(byId), [byId]);
  const online = agents.filter((agent) => agent.connection === 'online').length;
  return (
    <div className="h-full overflow-y-auto" data-testid="agents-page">
      <div className="mx-auto max-w-5xl px-4 pb-10 sm:px-6">
        <div className="flex h-14 items-center gap-3">
          <h1 className="text-[15px] font-semibold">{t('agents.title')}</h1>
          {agents.length > 0 && (
            <span className="text-xs text-ink-3 tabular-nums">
              {t('agents.summary', { online, total: agents.length })}
            </span>
          )}
        </div>
        {loaded && agents.length === 0 && (
          <Notice
            title={t('agents.emptyTitle')}
            lead={t('agents.emptyLead')}
            icon={<AgentIcon className="size-8" />}
          >
            <CopyLine text={CONNECT} />
          </Notice>
        )}
        <ul className="grid gap-2.5 md:grid-cols-2">
          {agents.map((agent) => (
            <AgentCard key={agent.id} agent={agent} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function AgentCard({ agent }: { agent: Agent }) {
  const online = agent.connection === 'online';
  return (
    <li
      data-testid={`agent-${agent.id}`}
      className="rounded-[10px] border border-line bg-card p-4 shadow-card"
    >
      <div className="flex items-center gap-3">
        <span className={online ? '' : 'opacity-50 grayscale'}>
          <Avatar name={agent.name} emoji={agent.emoji} color={agent.color} className="size-9 text-base" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-medium">{agent.name}</h2>
          <p className="truncate font-mono text-[11px] text-ink-3">{agent.id}</p>
        </div>
        <span
          className={`inline-flex items-center gap-1.5 text-xs ${online ? 'text-done-ink' : 'text-ink-3'}`}
          data-testid="agent-connection"
        >
          <span
            aria-hidden="true"
            className={`size-2 rounded-full ${online ? 'bg-done' : 'border-[1.5px] border-ink-3'}`}
          />
          {t(online ? 'agents.online' : 'agents.offline')}
        </span>
      </div>
      <Work agentId={agent.id} />
      <ul className="mt-3 space-y-2.5 border-t border-line/70 pt-3">
        {agent.instances.length === 0 && <li className="text-xs text-ink-3">{t('agents.noInstances')}</li>}
        {agent.instances.map((instance) => (
          <Instance key={instance.instance} instance={instance} />
        ))}
      </ul>
    </li>
  );
}

function Work({ agentId }: { agentId: string }) {
  const steps = useLive(
    useShallow((live) =>
      Object.values(live.floor.steps).filter((step) => step.agent?.id === agentId && isHeld(step)),
    ),
  );
  const runs = useLive((live) => live.floor.runs);
  if (steps.length === 0) return null;
  return (
    <ul className="mt-3">
      {steps.map((step) => (
        <li key={step.id} className="flex items-center gap-2 text-xs">
          <span className="size-1.5 shrink-0 rounded-full bg-progress" aria-hidden="true" />
          <Link
            href={`/runs/${step.workflow_run_id}?step=${step.step_id}`}
            className="inline-flex min-h-6 shrink-0 items-center truncate hover:underline"
          >
            {step.name}
          </Link>
          <span className="ml-auto truncate text-ink-3">{runs[step.workflow_run_id]?.name}</span>
        </li>
      ))}
    </ul>
  );
}

function Instance({ instance }: { instance: AgentInstance }) {
  return (
    <li className="text-xs">
      <div className="flex items-baseline gap-2">
        <span className="truncate font-mono text-[11px]">{instance.instance}</span>
        {instance.version && (
          <span className="shrink-0 text-ink-3">{t('agents.version', { version: instance.version })}</span>
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
        {instance.capabilities.map((capability) => (
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
