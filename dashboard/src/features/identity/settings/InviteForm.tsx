import type { FormEvent } from 'react';
import { elsewhere, fieldErrors } from '@/shared/api/problem-fields';
import { t } from '@/shared/i18n/t';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { SelectField, TextField } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { type IssuedInvitation, invite } from '../api/invitations';
import type { Role } from '../permissions';

const invited: readonly Role[] = ['member', 'viewer', 'admin'];

interface InviteFormProps {
  onInvited: (issued: IssuedInvitation) => void;
  onCancel: () => void;
}

export function InviteForm({ onInvited, onCancel }: InviteFormProps) {
  const send = useAction(async (email: string, role: Role) => onInvited(await invite(email, role)));
  const wrong = fieldErrors(send.error, ['email', 'role']);
  const failure = elsewhere(send.error, wrong);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void send.run(String(data.get('email')).trim(), String(data.get('role')) as Role);
  };
  return (
    <form onSubmit={submit} className="mb-5 space-y-4 rounded-[10px] border border-line bg-sunken p-4">
      <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
        <TextField
          label={t('invitations.email')}
          error={wrong.email}
          type="email"
          name="email"
          required
          maxLength={254}
          autoComplete="off"
          autoFocus
        />
        <SelectField
          label={t('invitations.role')}
          name="role"
          error={wrong.role}
          options={invited.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
      </div>
      {failure !== null && <Failure title={t('invitations.notMade')} error={failure} />}
      <div className="flex gap-2">
        <button type="submit" className={primaryButton} disabled={send.busy} data-testid="create-invitation">
          {t('invitations.create')}
        </button>
        <button type="button" className={`${quietButton} h-8`} onClick={onCancel}>
          {t('form.cancel')}
        </button>
      </div>
    </form>
  );
}
