import { useState } from 'react';
import { t } from '@/shared/i18n/t';
import { Ago } from '@/shared/time/Ago';
import { Avatar } from '@/shared/ui/Avatar';
import { quietButton } from '@/shared/ui/buttons';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { changeRole, type Member } from '../api/members';
import { type Role, useMay, useRole } from '../permissions';
import { RoleSelect } from './RoleSelect';

/** What a manager can make of a member; that somebody becomes the owner is for the owner alone. */
const given: readonly Role[] = ['admin', 'member', 'viewer'];

interface MemberRowProps {
  member: Member;
  isSelf: boolean;
  onChanged: () => void;
  onHandOver: () => void;
  onRemove: () => void;
}

export function MemberRow({ member, isSelf, onChanged, onHandOver, onRemove }: MemberRowProps) {
  const mayManage = useMay('MANAGE_MEMBERS');
  const isOwner = useRole() === 'owner';
  const [wanted, setWanted] = useState<Role>(member.role);
  const change = useAction(async () => {
    await changeRole(member.id, wanted);
    onChanged();
  });
  const isFixed = member.role === 'owner' || isSelf || !mayManage;
  const mayRemove = member.role !== 'owner' && (mayManage || isSelf);
  return (
    <li
      className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 py-2"
      data-testid={`member-${member.id}`}
    >
      <Avatar name={member.name} className="size-7 text-[11px]" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex items-baseline gap-2 text-[13px]">
          <span className="truncate font-medium">{member.name}</span>
          {isSelf && <span className="shrink-0 text-xs text-ink-3">{t('members.you')}</span>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-3">
          <span className="truncate">{member.email}</span>
          <Ago at={member.joined_at} message="members.joined" />
        </p>
      </div>
      <div className="ml-auto flex items-center gap-2">
        {isFixed ? (
          <span className="text-xs text-ink-2">{t(`roles.${member.role}`)}</span>
        ) : (
          <RoleSelect
            label={t('members.roleOf', { name: member.name })}
            roles={isOwner ? ['owner', ...given] : given}
            value={wanted}
            onChange={setWanted}
          />
        )}
        {wanted !== member.role && (
          <button
            type="button"
            className={quietButton}
            disabled={change.busy}
            onClick={() => (wanted === 'owner' ? onHandOver() : void change.run())}
          >
            {t('form.save')}
          </button>
        )}
        {mayRemove && (
          <button
            type="button"
            className={quietButton}
            aria-label={isSelf ? undefined : t('members.removeOne', { name: member.name })}
            onClick={onRemove}
          >
            {t(isSelf ? 'members.leave' : 'members.remove')}
          </button>
        )}
      </div>
      {change.error !== null && <Failure title={t('members.notChanged')} error={change.error} />}
    </li>
  );
}
