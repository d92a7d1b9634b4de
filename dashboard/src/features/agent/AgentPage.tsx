import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import { useMay } from '@/features/identity/permissions';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { MessageList } from '@/features/message/MessageList';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLive } from '@/shared/live/live-store';
import type { Agent } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { Avatar } from '@/shared/ui/Avatar';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { ChevronLeftIcon, WarningIcon } from '@/shared/ui/icons';
import { Notice, Waiting } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { AgentKeys } from './AgentKeys';
import { AtWork, Instances } from './AgentParts';
import { AgentSettings } from './AgentSettings';
import { AgentStatus } from './AgentStatus';
import { DismissibleTrouble } from './AgentTrouble';
import { stateOf, stepsHeldBy } from './agents';
import { retireAgent } from './api/retire-agent';
import { PauseAgent } from './PauseAgent';

export default function AgentPage({ id }: { id: string }) {
  const [, navigate] = useLocation();
  useKeys({ Escape: () => navigate('/agents') });
  const loaded = useLive((live) => live.floor.epoch !== null);
  const agent = useLive((live) => live.floor.agents[id]);
  useTitle(agent?.name ?? id);
  if (!loaded) return <Skeleton />;
  if (agent === undefined) {
    return (
      <Notice
        title={t('agents.notFoundTitle')}
        lead={t('agents.notFoundLead', { id })}
        icon={<WarningIcon className="size-7" />}
        testId="agent-missing"
      >
        <Link href="/agents" className={primaryButton}>
          {t('agents.all')}
        </Link>
      </Notice>
    );
  }
  return <Whole agent={agent} />;
}

function Whole({ agent }: { agent: Agent }) {
  const atWork = useLive(useShallow((live) => stepsHeldBy(live.floor.steps, agent.id)));
  const mayKeys = useMay('MANAGE_AGENT_KEYS');
  return (
    <div className="h-full overflow-y-auto" data-testid="agent-page">
      <div className="mx-auto max-w-3xl px-4 pb-12 sm:px-6">
        <header className="flex items-center gap-3 py-4">
          <Link
            href="/agents"
            aria-label={t('agents.all')}
            className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronLeftIcon className="size-4" />
          </Link>
          <span className={agent.connection === 'online' ? '' : 'opacity-50 grayscale'}>
            <Avatar name={agent.name} emoji={agent.emoji} color={agent.color} className="size-10 text-lg" />
          </span>
          <div className="min-w-0 flex-1">
            <h1 className="truncate text-[15px] font-semibold">{agent.name}</h1>
            <p className="truncate font-mono text-[11px] text-ink-3">{agent.id}</p>
          </div>
          <AgentStatus state={stateOf(agent, atWork)} />
        </header>
        {agent.created_at !== null && (
          <p className="pb-1 text-xs text-ink-3">
            <Ago at={agent.created_at} message="agents.registered" />
          </p>
        )}
        {agent.error !== null && (
          <DismissibleTrouble key={agent.error.id} agent={agent} error={agent.error} />
        )}
        <Section title={t('agents.atWork')}>
          {atWork.length === 0 ? (
            <p className="text-xs text-ink-3">{t('agents.notAtWork')}</p>
          ) : (
            <AtWork steps={atWork} />
          )}
        </Section>
        <Section title={t('agents.instances')}>
          <Instances agentId={agent.id} instances={agent.instances} />
        </Section>
        <Section title={t('message.title')}>
          <div className="-mx-4 -my-3">
            <MessageList of={{ agent: agent.id }} />
          </div>
        </Section>
        <Allowed to="CONFIGURE_AGENT">
          <Section title={t('settingsOf.title')}>
            <AgentSettings key={agent.id} agent={agent} />
          </Section>
        </Allowed>
        {mayKeys && (
          <Section title={t('agents.keys')}>
            <AgentKeys agent={agent} />
          </Section>
        )}
        <ReadOnly without="MANAGE_AGENT_KEYS" className="mt-6" />
        <Allowed to="PAUSE_AGENT">
          <PauseAgent agent={agent} />
        </Allowed>
        <Allowed to="RETIRE_AGENT">
          <Retire agent={agent} />
        </Allowed>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="mt-4 rounded-[10px] border border-line bg-card p-4 shadow-card">
      <h2 className="mb-3 text-[11px] font-medium text-ink-3">{title}</h2>
      {children}
    </section>
  );
}

function Retire({ agent }: { agent: Agent }) {
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  return (
    <section className="mt-8 flex flex-wrap items-center gap-3 border-t border-line pt-5">
      <p className="min-w-0 flex-1 basis-60 text-xs text-ink-2">{t('retire.lead')}</p>
      <button
        type="button"
        className={`${quietButton} h-8 text-blocked-ink`}
        onClick={() => setAsking(true)}
        data-testid="retire"
      >
        {t('retire.retire')}
      </button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('retire.title', { name: agent.name })}
        lead={t('retire.lead')}
        confirm={t('retire.confirm')}
        keep={t('retire.keep')}
        failed={t('retire.failed')}
        act={async () => {
          await retireAgent(agent.id);
          navigate('/agents');
        }}
      />
    </section>
  );
}

function Skeleton() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="mx-auto max-w-3xl px-4 py-5 sm:px-6">
        <div className="flex items-center gap-3">
          <div className="skeleton size-10 rounded-full" />
          <div className="skeleton h-4 w-40" />
        </div>
        <div className="skeleton mt-6 h-28 w-full" />
      </div>
    </Waiting>
  );
}
