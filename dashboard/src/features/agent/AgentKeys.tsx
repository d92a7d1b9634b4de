import { useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import type { Agent } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { PlusIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { type AgentKey, issueAgentKey, loadAgentKeys, revokeAgentKey } from './api/agent-keys';
import { ConnectPanel } from './ConnectPanel';

/** The keys of an agent; a new one beside the old, so that it can be changed without a pause. */
export function AgentKeys({ agent }: { agent: Agent }) {
  const [changes, setChanges] = useState(0);
  const keys = useLoaded(agent.id, (signal) => loadAgentKeys(agent.id, signal), changes);
  const [revoking, setRevoking] = useState<AgentKey | null>(null);
  const [issued, setIssued] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const reload = () => setChanges((count) => count + 1);

  const issue = async () => {
    setFailure(null);
    try {
      const { api_key } = await issueAgentKey(agent.id, t('agents.rotatedName'));
      setIssued(api_key);
      reload();
    } catch (error) {
      setFailure(error);
    }
  };

  if (keys.status === 'failed') {
    return <Failure title={t('agents.keysFailed')} error={keys.error} retry={keys.retry} />;
  }
  return (
    <div>
      {keys.status === 'loading' ? (
        <div className="skeleton h-9" />
      ) : (
        <ul className="divide-y divide-line" data-testid="agent-keys">
          {keys.data.length === 0 && <li className="text-xs text-ink-3">{t('agents.noKeys')}</li>}
          {keys.data.map((key) => (
            <li key={key.id} className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 py-1.5 text-xs">
              <code className="font-mono">{t('keys.prefix', { prefix: key.prefix })}</code>
              <span className="text-ink-3">
                <Ago at={key.created_at} message="keys.made" />
              </span>
              <span className="text-ink-3">
                {key.last_used_at === null ? (
                  t('keys.neverUsed')
                ) : (
                  <Ago at={key.last_used_at} message="keys.used" />
                )}
              </span>
              <button
                type="button"
                className={`${quietButton} ml-auto`}
                aria-label={t('keys.revokeOne', { prefix: key.prefix })}
                onClick={() => setRevoking(key)}
              >
                {t('keys.revoke')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {failure !== null && <Failure title={t('keys.issueFailed')} error={failure} />}
      {issued === null ? (
        <button
          type="button"
          className={`${quietButton} mt-3`}
          onClick={() => void issue()}
          data-testid="new-key"
        >
          <PlusIcon className="size-3" />
          {t('agents.newKey')}
        </button>
      ) : (
        <div className="mt-4 border-t border-line pt-4">
          <ConnectPanel agentId={agent.id} apiKey={issued} />
        </div>
      )}
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t('keys.revokeTitle', { prefix: revoking?.prefix ?? '' })}
        lead={t('agents.revokeLead', { name: agent.name })}
        confirm={t('keys.revokeConfirm')}
        keep={t('keys.keep')}
        failed={t('keys.revokeFailed')}
        act={async () => {
          if (revoking !== null) await revokeAgentKey(agent.id, revoking.id);
          reload();
        }}
      />
    </div>
  );
}
