import { type FormEvent, useState } from 'react';
import { elsewhere, fieldErrors } from '@/shared/api/problem-fields';
import { t } from '@/shared/i18n/t';
import { primaryButton } from '@/shared/ui/buttons';
import { TextField } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { createWorkspace, renameWorkspace } from '../api/workspaces';
import type { Me } from '../me';
import { useMay } from '../permissions';
import { ReadOnly } from '../ReadOnly';
import { changeWorkspace, refresh } from '../session';
import { useSession } from '../use-session';
import { Done, Part } from './parts';

export function WorkspaceSection() {
  const session = useSession();
  if (session.status !== 'signed-in') return null;
  return (
    <>
      <ReadOnly without="RENAME_WORKSPACE" className="mb-4" />
      <Name me={session.me} />
      <NewWorkspace />
    </>
  );
}

function Name({ me }: { me: Me }) {
  const may = useMay('RENAME_WORKSPACE');
  const [name, setName] = useState(me.workspace.name);
  const save = useAction(async () => {
    const { name: saved } = await renameWorkspace(me.workspace.slug, name.trim());
    refresh({ ...me, workspace: { ...me.workspace, name: saved } });
  });
  const wrong = fieldErrors(save.error, ['name']);
  const failure = elsewhere(save.error, wrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  return (
    <Part title={t('workspace.title')}>
      <form onSubmit={submit} className="max-w-md space-y-4">
        <TextField
          label={t('workspace.name')}
          hint={t('workspace.slugHint', { slug: me.workspace.slug })}
          error={wrong.name}
          name="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          readOnly={!may}
          autoComplete="off"
          required
          maxLength={120}
        />
        {failure !== null && <Failure title={t('profile.notSaved')} error={failure} />}
        {may && (
          <div className="flex items-center gap-3">
            <button
              type="submit"
              className={primaryButton}
              disabled={save.busy || name.trim() === '' || name.trim() === me.workspace.name}
            >
              {t('form.save')}
            </button>
            <Done text={save.done && t('form.saved')} />
          </div>
        )}
      </form>
    </Part>
  );
}

function NewWorkspace() {
  const create = useAction(async (name: string) => {
    const { slug } = await createWorkspace(name);
    await changeWorkspace(slug);
  });
  const wrong = fieldErrors(create.error, ['name', 'slug']);
  const failure = elsewhere(create.error, wrong);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void create.run(String(new FormData(event.currentTarget).get('new-workspace')).trim());
  };
  return (
    <Part title={t('workspace.new')} lead={t('workspace.newLead')}>
      <form onSubmit={submit} className="max-w-md space-y-4">
        <TextField
          label={t('workspace.newName')}
          error={wrong.name ?? wrong.slug}
          name="new-workspace"
          autoComplete="off"
          required
          maxLength={120}
        />
        {failure !== null && <Failure title={t('workspace.notMade')} error={failure} />}
        <button type="submit" className={primaryButton} disabled={create.busy} data-testid="create-workspace">
          {t('workspace.create')}
        </button>
      </form>
    </Part>
  );
}
