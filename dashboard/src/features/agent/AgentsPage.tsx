import { useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import { useMay } from '@/features/identity/permissions';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLive } from '@/shared/live/live-store';
import type { Agent } from '@/shared/live/model';
import { Avatar } from '@/shared/ui/Avatar';
import { primaryButton } from '@/shared/ui/buttons';
import { AgentIcon, PlusIcon } from '@/shared/ui/icons';
import { Notice, Waiting } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { AtWork, Instances } from './AgentParts';
import { AgentStatus } from './AgentStatus';
import { AgentTrouble } from './AgentTrouble';
import { inOrder, stateOf, stepsHeldBy } from './agents';

export default function AgentsPage() {
  useTitle(t('agents.title'));
  const [, navigate] = useLocation();
  const may = useMay('REGISTER_AGENT');
  useKeys({ Escape: () => navigate('/'), ...(may ? { n: () => navigate('/new/agent') } : {}) });
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
          <Allowed to="REGISTER_AGENT">
            <Link href="/new/agent" className={`${primaryButton} ml-auto`} data-testid="new-agent">
              <PlusIcon className="size-3.5" />
              {t('agents.new')}
            </Link>
          </Allowed>
        </div>
        <ReadOnly without="REGISTER_AGENT" className="mb-3" />
        {!loaded && <Skeleton />}
        {loaded && agents.length === 0 && (
          <Notice
            title={t('agents.emptyTitle')}
            lead={t('agents.emptyLead')}
            icon={<AgentIcon className="size-8" />}
            testId="agents-empty"
          >
            <Allowed to="REGISTER_AGENT">
              <Link href="/new/agent" className={primaryButton}>
                {t('agents.new')}
              </Link>
            </Allowed>
          </Notice>
        )}
        <ul className="grid grid-cols-1 gap-2.5 md:grid-cols-2">
          {agents.map((agent) => (
            <AgentCard key={agent.id} agent={agent} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function AgentCard({ agent }: { agent: Agent }) {
  const atWork = useLive(useShallow((live) => stepsHeldBy(live.floor.steps, agent.id)));
  return (
    <li
      data-testid={`agent-${agent.id}`}
      className="relative rounded-[10px] border border-line bg-card p-4 shadow-card transition-colors hover:border-line-strong"
    >
      <div className="flex items-center gap-3">
        <span className={agent.connection === 'online' ? '' : 'opacity-50 grayscale'}>
          <Avatar name={agent.name} emoji={agent.emoji} color={agent.color} className="size-9 text-base" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-medium">
            <Link href={`/agents/${agent.id}`} className="after:absolute after:inset-0 after:rounded-[10px]">
              {agent.name}
            </Link>
          </h2>
          <p className="truncate font-mono text-[11px] text-ink-3">{agent.id}</p>
        </div>
        <AgentStatus state={stateOf(agent, atWork)} />
      </div>
      {agent.error !== null && (
        <div className="mt-3">
          <AgentTrouble error={agent.error} />
        </div>
      )}
      {atWork.length > 0 && (
        <div className="mt-3">
          <AtWork steps={atWork} />
        </div>
      )}
      <div className="mt-3 border-t border-line/70 pt-3">
        <Instances agentId={agent.id} instances={agent.instances} />
      </div>
    </li>
  );
}

function Skeleton() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="grid gap-2.5 md:grid-cols-2">
        {[1, 2, 3, 4].map((n) => (
          <div key={n} className="h-32 rounded-[10px] border border-line bg-card p-4">
            <div className="flex items-center gap-3">
              <div className="skeleton size-9 rounded-full" />
              <div className="skeleton h-3.5 w-32" />
            </div>
            <div className="skeleton mt-5 h-3 w-3/5" />
          </div>
        ))}
      </div>
    </Waiting>
  );
}
