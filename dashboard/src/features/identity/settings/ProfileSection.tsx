import { type FormEvent, useRef, useState } from 'react';
import { Problem } from '@/shared/api/problem';
import { elsewhere, fieldErrors } from '@/shared/api/problem-fields';
import { t } from '@/shared/i18n/t';
import { primaryButton } from '@/shared/ui/buttons';
import { TextField } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { changePassword } from '../api/change-password';
import { renameMe } from '../api/rename-me';
import { refresh } from '../session';
import { useSession } from '../use-session';
import { Done, Part } from './parts';

export function ProfileSection() {
  return (
    <>
      <Profile />
      <Password />
    </>
  );
}

function Profile() {
  const session = useSession();
  const me = session.status === 'signed-in' ? session.me : null;
  const [name, setName] = useState(me?.person.name ?? '');
  const save = useAction(async () => refresh(await renameMe(name.trim())));
  const wrong = fieldErrors(save.error, ['name']);
  const failure = elsewhere(save.error, wrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  if (me === null) return null;
  return (
    <Part title={t('profile.title')}>
      <form onSubmit={submit} className="max-w-md space-y-4">
        <TextField
          label={t('profile.name')}
          hint={t('profile.nameHint')}
          error={wrong.name}
          name="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="name"
          required
          maxLength={120}
        />
        <TextField
          label={t('profile.email')}
          hint={t('profile.emailHint')}
          value={me.person.email}
          readOnly
          className="bg-sunken text-ink-2"
        />
        {failure !== null && <Failure title={t('profile.notSaved')} error={failure} />}
        <div className="flex items-center gap-3">
          <button
            type="submit"
            className={primaryButton}
            disabled={save.busy || name.trim() === '' || name.trim() === me.person.name}
          >
            {t('form.save')}
          </button>
          <Done text={save.done && t('form.saved')} />
        </div>
      </form>
    </Part>
  );
}

function Password() {
  const form = useRef<HTMLFormElement>(null);
  const change = useAction(async (current: string, wanted: string) => {
    await changePassword(current, wanted);
    form.current?.reset();
  });
  const isWrong = change.error instanceof Problem && change.error.code === 'invalid_credentials';
  const wrong = {
    ...fieldErrors(change.error, ['current_password', 'new_password']),
    ...(isWrong ? { current_password: t('profile.wrongPassword') } : {}),
  };
  const failure = elsewhere(change.error, wrong);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void change.run(String(data.get('current_password')), String(data.get('new_password')));
  };
  return (
    <Part title={t('profile.password')} lead={t('profile.passwordLead')}>
      <form ref={form} onSubmit={submit} className="max-w-md space-y-4">
        <TextField
          label={t('profile.current')}
          error={wrong.current_password}
          type="password"
          name="current_password"
          autoComplete="current-password"
          required
        />
        <TextField
          label={t('profile.new')}
          hint={t('profile.newHint')}
          error={wrong.new_password}
          type="password"
          name="new_password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={1024}
        />
        {failure !== null && <Failure title={t('profile.notChanged')} error={failure} />}
        <div className="flex items-center gap-3">
          <button
            type="submit"
            className={primaryButton}
            disabled={change.busy}
            data-testid="change-password"
          >
            {t('profile.change')}
          </button>
          <Done text={change.done && t('profile.changed')} />
        </div>
      </form>
    </Part>
  );
}
