import { useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { Failure, ListSkeleton } from '@/shared/ui/states';
import { loadMe } from '../api/load-me';
import { changeRole, loadMembers, type Member, removeMember } from '../api/members';
import { Allowed, ReadOnly } from '../ReadOnly';
import { openSession, refresh } from '../session';
import { useSession } from '../use-session';
import { InvitationsPart } from './InvitationsPart';
import { MemberRow } from './MemberRow';
import { Part } from './parts';

export function MembersSection() {
  return (
    <>
      <ReadOnly without="MANAGE_MEMBERS" className="mb-4" />
      <Members />
      <Allowed to="MANAGE_MEMBERS">
        <InvitationsPart />
      </Allowed>
    </>
  );
}

/** What was asked for and has to be confirmed. */
type Wish = { member: Member; is: 'owner' | 'removed' };

function Members() {
  const session = useSession();
  const [changes, setChanges] = useState(0);
  const told = useLive((live) => live.floor.members);
  const members = useLoaded('members', loadMembers, changes + told);
  const [wish, setWish] = useState<Wish | null>(null);
  const reload = () => setChanges((count) => count + 1);
  const self = session.status === 'signed-in' ? session.me.person.id : '';
  const words = wish === null ? null : wordsOf(wish, self);
  const act = async () => {
    if (wish === null) return;
    const { member, is } = wish;
    if (is === 'owner') {
      await changeRole(member.id, 'owner');
      refresh(await loadMe());
    } else {
      await removeMember(member.id);
      if (member.id === self) return openSession();
    }
    reload();
  };
  return (
    <Part title={t('members.title')} lead={t('members.lead')}>
      {members.status === 'loading' && <ListSkeleton />}
      {members.status === 'failed' && (
        <Failure title={t('members.failed')} error={members.error} retry={members.retry} />
      )}
      {members.status === 'loaded' && (
        <ul className="-my-2 divide-y divide-line" data-testid="members">
          {members.data.map((member) => (
            <MemberRow
              key={`${member.id} ${member.role}`}
              member={member}
              isSelf={member.id === self}
              onChanged={reload}
              onHandOver={() => setWish({ member, is: 'owner' })}
              onRemove={() => setWish({ member, is: 'removed' })}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={wish !== null}
        onOpenChange={(open) => !open && setWish(null)}
        title={words?.title ?? ''}
        lead={words?.lead ?? ''}
        confirm={words?.confirm ?? ''}
        keep={t('members.keep')}
        failed={t('members.notChanged')}
        act={act}
      />
    </Part>
  );
}

function wordsOf({ member, is }: Wish, self: string) {
  const what = is === 'owner' ? 'handOver' : member.id === self ? 'leave' : 'remove';
  return {
    title: t(`members.${what}Title`, { name: member.name }),
    lead: t(`members.${what}Lead`, { name: member.name }),
    confirm: t(`members.${what}Confirm`),
  };
}
