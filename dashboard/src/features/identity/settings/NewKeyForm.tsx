import { type FormEvent, useState } from 'react';
import { elsewhere, fieldErrors } from '@/shared/api/problem-fields';
import { t } from '@/shared/i18n/t';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { SelectField, TextField } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { createKey, type IssuedKey } from '../api/keys';
import { type Permission, pairOf, permissions } from '../permissions';
import { useSession } from '../use-session';

const kinds = ['admin', 'read-only', 'task-only', 'chosen'] as const;
type Kind = (typeof kinds)[number];

const DAY = 24 * 60 * 60 * 1000;
const lifetimes = ['30', '90', '365', 'never'] as const;

interface NewKeyFormProps {
  onMade: (issued: IssuedKey) => void;
  onCancel: () => void;
}

export function NewKeyForm({ onMade, onCancel }: NewKeyFormProps) {
  const [kind, setKind] = useState<Kind>('read-only');
  const [chosen, setChosen] = useState<readonly Permission[]>([]);
  const make = useAction(async (name: string, lifetime: string) => {
    const scopes = kind === 'chosen' ? chosen.map(pairOf) : [kind];
    const end = lifetime === 'never' ? {} : { expires_at: inDays(Number(lifetime)) };
    onMade(await createKey({ name, scopes, ...end }));
  });
  const wrong = fieldErrors(make.error, ['name', 'scopes', 'expires_at']);
  const failure = elsewhere(make.error, wrong);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void make.run(String(data.get('name')).trim(), String(data.get('lifetime')));
  };
  return (
    <form onSubmit={submit} className="mb-5 space-y-4 rounded-[10px] border border-line bg-sunken p-4">
      <TextField
        label={t('keys.name')}
        hint={t('keys.nameHint')}
        error={wrong.name}
        name="name"
        required
        maxLength={60}
        autoComplete="off"
        autoFocus
      />
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">{t('keys.scopes')}</legend>
        <div className="space-y-1">
          {kinds.map((one) => (
            <label key={one} className="flex min-h-6 items-baseline gap-2.5 text-[13px]">
              <input
                type="radio"
                name="kind"
                checked={one === kind}
                onChange={() => setKind(one)}
                className="translate-y-0.5 accent-accent"
              />
              <span>
                {t(`keys.kinds.${one}`)}
                <span className="ml-2 text-xs text-ink-3">{t(`keys.kindHints.${one}`)}</span>
              </span>
            </label>
          ))}
        </div>
        {kind === 'chosen' && <Pairs chosen={chosen} onChange={setChosen} />}
        {wrong.scopes && <p className="mt-1 text-xs text-blocked-ink">{wrong.scopes}</p>}
      </fieldset>
      <div className="max-w-48">
        <SelectField
          label={t('keys.lifetime')}
          name="lifetime"
          defaultValue="90"
          error={wrong.expires_at}
          options={lifetimes.map((value) => ({ value, label: t(`keys.lifetimes.${value}`) }))}
        />
      </div>
      {failure !== null && <Failure title={t('keys.issueFailed')} error={failure} />}
      <div className="flex gap-2">
        <button
          type="submit"
          className={primaryButton}
          disabled={make.busy || (kind === 'chosen' && chosen.length === 0)}
          data-testid="create-key"
        >
          {t('keys.create')}
        </button>
        <button type="button" className={`${quietButton} h-8`} onClick={onCancel}>
          {t('form.cancel')}
        </button>
      </div>
    </form>
  );
}

/** Only what one may oneself: a key is never worth more than who holds it. */
function Pairs({
  chosen,
  onChange,
}: {
  chosen: readonly Permission[];
  onChange: (chosen: readonly Permission[]) => void;
}) {
  const session = useSession();
  const own = session.status === 'signed-in' ? session.me.permissions : [];
  return (
    <div className="mt-2 grid gap-x-6 pl-6 sm:grid-cols-2" data-testid="pairs">
      {permissions
        .filter((one) => own.includes(one))
        .map((one) => (
          <label key={one} className="flex min-h-6 items-center gap-2 text-xs">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
              }
              className="accent-accent"
            />
            {t(`permissions.${one}`)}
            <code className="font-mono text-[10.5px] text-ink-3">{pairOf(one)}</code>
          </label>
        ))}
    </div>
  );
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}
