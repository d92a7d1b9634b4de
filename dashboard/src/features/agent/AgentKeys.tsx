import { useState } from 'react';
import type { Key } from '@/features/identity/api/keys';
import { KeyList } from '@/features/identity/KeyList';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import type { Agent } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { PlusIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { issueAgentKey, loadAgentKeys, revokeAgentKey } from './api/agent-keys';
import { ConnectPanel } from './ConnectPanel';

/** The keys of an agent; a new one beside the old, so that it can be changed without a pause. */
export function AgentKeys({ agent }: { agent: Agent }) {
  const [changes, setChanges] = useState(0);
  const keys = useLoaded(agent.id, (signal) => loadAgentKeys(agent.id, signal), changes);
  const [revoking, setRevoking] = useState<Key | null>(null);
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
        <KeyList keys={keys.data} none={t('agents.noKeys')} onRevoke={setRevoking} />
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
