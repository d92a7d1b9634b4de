import { useState } from 'react';
import { Link } from 'wouter';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import type { AgentInstance } from '@/shared/live/model';
import { useNow } from '@/shared/time/clock';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { CopyLine } from '@/shared/ui/CopyLine';
import { CheckIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { Instances } from './AgentParts';
import { loadAgentDoor } from './api/load-agent-door';

/** After so long an agent that was started should have been here. */
const PATIENCE = 30_000;

interface ConnectPanelProps {
  agentId: string;
  /** In clear; it is forgotten with this panel. */
  apiKey: string;
}

/** The key, the command, and whether it worked: told by the same numbered changes that move the board. */
export function ConnectPanel({ agentId, apiKey }: ConnectPanelProps) {
  const door = useLoaded('door', loadAgentDoor);
  const agent = useLive((live) => live.floor.agents[agentId]);
  // Processes that were there before have another key.
  const [before] = useState(() => new Set(agent?.instances.map(nameOf)));
  const arrived = agent?.instances.filter((instance) => !before.has(nameOf(instance))) ?? [];
  const connected = arrived.length > 0;
  return (
    <div className="space-y-6" data-testid="connect-panel">
      <section>
        <h2 className="text-[13px] font-medium">{t('connect.key')}</h2>
        <p className="mt-0.5 mb-2 text-xs text-ink-2">{t('connect.keyLead')}</p>
        <CopyLine text={apiKey} testId="api-key" />
      </section>
      <section>
        <h2 className="text-[13px] font-medium">{t('connect.command')}</h2>
        <p className="mt-0.5 mb-2 text-xs text-ink-2">{t('connect.commandLead')}</p>
        {door.status === 'failed' && (
          <Failure title={t('connect.doorFailed')} error={door.error} retry={door.retry} />
        )}
        {door.status === 'loaded' && (
          <CopyLine
            text={`OPSFLOW_KEY=${apiKey} ./opsflow agent --server ${door.data.address}`}
            testId="command"
          />
        )}
        {door.status === 'loading' && <div className="skeleton h-9" />}
      </section>
      <section aria-live="polite" data-testid="connect-state" data-connected={connected}>
        {connected && agent !== undefined ? (
          <div className="animate-[appear_200ms_ease-out] rounded-[10px] border border-done/40 bg-done/10 p-4">
            <h2 className="mb-3 flex items-center gap-2 text-[13px] font-semibold text-done-ink">
              <CheckIcon className="size-4" />
              {t('connect.connected', { name: agent.name })}
            </h2>
            <Instances agentId={agent.id} instances={arrived} />
            <div className="mt-4 flex gap-2">
              <Link href="/workflows" className={primaryButton}>
                {t('connect.giveWork')}
              </Link>
              <Link href={`/agents/${agentId}`} className={`${quietButton} h-8`}>
                {t('connect.toAgent')}
              </Link>
            </div>
          </div>
        ) : (
          <WaitingForIt address={door.data?.address ?? null} />
        )}
      </section>
    </div>
  );
}

function nameOf({ instance, opened_at }: AgentInstance): string {
  return `${instance} ${opened_at}`;
}

function WaitingForIt({ address }: { address: string | null }) {
  const [since] = useState(() => Date.now());
  const late = useNow() - since > PATIENCE;
  const live = useLive(({ connection }) => connection.status === 'live');
  return (
    <div className="rounded-[10px] border border-line bg-card p-4">
      <h2 className="flex items-center gap-2.5 text-[13px] font-medium">
        <span aria-hidden="true" className="size-2 animate-pulse rounded-full bg-warning" />
        {t('connect.waiting')}
      </h2>
      <p className="mt-1 text-xs text-ink-2">{t('connect.waitingLead')}</p>
      {late && (
        <div className="mt-4 animate-[appear_200ms_ease-out]" data-testid="connect-checks">
          <h3 className="text-xs font-semibold">{t('connect.nothing')}</h3>
          <ul className="mt-1.5 list-disc space-y-1.5 pl-4 text-xs leading-5 text-ink-2">
            {!live && <li>{t('connect.check.page')}</li>}
            <li>{t('connect.check.running')}</li>
            <li>{t('connect.check.key')}</li>
            {address !== null && (
              <li>{t(isLocal(address) ? 'connect.check.local' : 'connect.check.address', { address })}</li>
            )}
            <li>{t('connect.check.log')}</li>
          </ul>
        </div>
      )}
    </div>
  );
}

function isLocal(address: string): boolean {
  return /^(127\.|localhost|\[::1])/.test(address);
}
