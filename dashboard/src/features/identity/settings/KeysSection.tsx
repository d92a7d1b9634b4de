import { useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { CopyLine } from '@/shared/ui/CopyLine';
import { PlusIcon } from '@/shared/ui/icons';
import { Failure, ListSkeleton } from '@/shared/ui/states';
import { type IssuedKey, type Key, loadKeys, revokeKey } from '../api/keys';
import { KeyList } from '../KeyList';
import { useMay } from '../permissions';
import { ReadOnly } from '../ReadOnly';
import { NewKeyForm } from './NewKeyForm';
import { Part } from './parts';

export function KeysSection() {
  return useMay('MANAGE_OWN_KEYS') ? <Keys /> : <ReadOnly without="MANAGE_OWN_KEYS" />;
}

function Keys() {
  const [changes, setChanges] = useState(0);
  const keys = useLoaded('keys', loadKeys, changes);
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState<IssuedKey | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const reload = () => setChanges((count) => count + 1);
  return (
    <Part
      title={t('keys.title')}
      lead={t('keys.lead')}
      action={
        !making && (
          <button
            type="button"
            className={quietButton}
            onClick={() => {
              setIssued(null);
              setMaking(true);
            }}
            data-testid="make-key"
          >
            <PlusIcon className="size-3" />
            {t('keys.new')}
          </button>
        )
      }
    >
      {making && (
        <NewKeyForm
          onCancel={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setIssued(made);
            reload();
          }}
        />
      )}
      {issued !== null && <Issued issued={issued} onDone={() => setIssued(null)} />}
      {keys.status === 'loading' && <ListSkeleton />}
      {keys.status === 'failed' && <Failure title={t('keys.failed')} error={keys.error} retry={keys.retry} />}
      {keys.status === 'loaded' && <KeyList keys={keys.data} none={t('keys.none')} onRevoke={setRevoking} />}
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t('keys.revokeTitle', { prefix: revoking?.prefix ?? '' })}
        lead={t('keys.revokeLead')}
        confirm={t('keys.revokeConfirm')}
        keep={t('keys.keep')}
        failed={t('keys.revokeFailed')}
        act={async () => {
          if (revoking !== null) await revokeKey(revoking.id);
          reload();
        }}
      />
    </Part>
  );
}

function Issued({ issued, onDone }: { issued: IssuedKey; onDone: () => void }) {
  const url = `${window.location.origin}/api/auth/me`;
  return (
    <div className="mb-5 rounded-[10px] border border-done/40 bg-done/10 p-4" data-testid="issued-key">
      <h3 className="text-[13px] font-semibold">{t('keys.issued', { name: issued.key.name })}</h3>
      <p className="mt-0.5 mb-2.5 text-xs text-ink-2">{t('connect.keyLead')}</p>
      <CopyLine text={issued.api_key} testId="api-key" />
      <p className="mt-3 mb-1.5 text-xs text-ink-2">{t('keys.tryIt')}</p>
      <CopyLine text={`curl -H 'Authorization: Bearer ${issued.api_key}' ${url}`} />
      <button type="button" className={`${quietButton} mt-3`} onClick={onDone}>
        {t('keys.kept')}
      </button>
    </div>
  );
}
