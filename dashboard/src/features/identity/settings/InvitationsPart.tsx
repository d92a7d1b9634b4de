import { useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { formatMoment, t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { Ago } from '@/shared/time/Ago';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { CopyLine } from '@/shared/ui/CopyLine';
import { PlusIcon } from '@/shared/ui/icons';
import { Failure, ListSkeleton } from '@/shared/ui/states';
import {
  type Invitation,
  type IssuedInvitation,
  loadInvitations,
  revokeInvitation,
} from '../api/invitations';
import { joinPath } from '../join-path';
import { InviteForm } from './InviteForm';
import { Part } from './parts';

/** Who was asked to come and has not come yet. */
export function InvitationsPart() {
  const [changes, setChanges] = useState(0);
  // Who joins has accepted one.
  const told = useLive((live) => live.floor.members);
  const invitations = useLoaded('invitations', loadInvitations, changes + told);
  const [inviting, setInviting] = useState(false);
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const reload = () => setChanges((count) => count + 1);
  const begin = () => {
    setIssued(null);
    setInviting(true);
  };
  return (
    <Part
      title={t('invitations.title')}
      lead={t('invitations.lead')}
      action={
        !inviting && (
          <button type="button" className={quietButton} onClick={begin} data-testid="invite">
            <PlusIcon className="size-3" />
            {t('invitations.new')}
          </button>
        )
      }
    >
      {inviting && (
        <InviteForm
          onCancel={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setIssued(made);
            reload();
          }}
        />
      )}
      {issued !== null && <Issued issued={issued} onDone={() => setIssued(null)} />}
      {invitations.status === 'loading' && <ListSkeleton />}
      {invitations.status === 'failed' && (
        <Failure title={t('invitations.failed')} error={invitations.error} retry={invitations.retry} />
      )}
      {invitations.status === 'loaded' && <List invitations={invitations.data} onRevoke={setRevoking} />}
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t('invitations.revokeTitle', { email: revoking?.email ?? '' })}
        lead={t('invitations.revokeLead')}
        confirm={t('invitations.revokeConfirm')}
        keep={t('invitations.keep')}
        failed={t('invitations.revokeFailed')}
        act={async () => {
          if (revoking !== null) await revokeInvitation(revoking.id);
          setIssued(null);
          reload();
        }}
      />
    </Part>
  );
}

interface ListProps {
  invitations: readonly Invitation[];
  onRevoke: (invitation: Invitation) => void;
}

function List({ invitations, onRevoke }: ListProps) {
  if (invitations.length === 0) return <p className="text-xs text-ink-3">{t('invitations.none')}</p>;
  return (
    <ul className="-my-2 divide-y divide-line" data-testid="invitations">
      {invitations.map((invitation) => (
        <li
          key={invitation.id}
          className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 py-2"
          data-testid={`invitation-${invitation.id}`}
        >
          <div className="min-w-0 flex-1 basis-56">
            <p className="truncate text-[13px] font-medium">{invitation.email}</p>
            <p className="flex flex-wrap gap-x-3 text-xs text-ink-3">
              <span>{t('invitations.as', { role: t(`roles.${invitation.role}`) })}</span>
              <Ago at={invitation.created_at} message="invitations.made" />
              <span>{t('invitations.until', { at: formatMoment(invitation.expires_at) })}</span>
            </p>
          </div>
          <button
            type="button"
            className={quietButton}
            aria-label={t('invitations.revokeOne', { email: invitation.email })}
            onClick={() => onRevoke(invitation)}
          >
            {t('invitations.revoke')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Issued({ issued, onDone }: { issued: IssuedInvitation; onDone: () => void }) {
  const { invitation, token } = issued;
  return (
    <div className="mb-5 rounded-[10px] border border-done/40 bg-done/10 p-4" data-testid="issued-invitation">
      <h3 className="text-[13px] font-semibold">{t('invitations.issued', { email: invitation.email })}</h3>
      <p className="mt-0.5 mb-2.5 text-xs text-ink-2">
        {t('invitations.issuedLead', { at: formatMoment(invitation.expires_at) })}
      </p>
      <CopyLine text={window.location.origin + joinPath(token)} testId="invitation-link" />
      <button type="button" className={`${quietButton} mt-3`} onClick={onDone}>
        {t('invitations.kept')}
      </button>
    </div>
  );
}
