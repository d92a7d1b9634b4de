import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { Problem } from '@/shared/api/problem';
import { t } from '@/shared/i18n/t';
import { Avatar } from '@/shared/ui/Avatar';
import { primaryButton } from '@/shared/ui/buttons';
import { TextField } from '@/shared/ui/form';
import { ChevronLeftIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { slugOf } from './agents';
import { type KeyedAgent, registerAgent } from './api/register-agent';
import { ConnectPanel } from './ConnectPanel';
import { colors, emojis, LookPicker } from './LookPicker';

/** First a name and a face, then a key and a command, then the agent is there. */
export default function NewAgentPage() {
  const [made, setMade] = useState<KeyedAgent | null>(null);
  useTitle(made === null ? t('agents.new') : t('connect.title', { name: made.agent.name }));
  return (
    <div className="h-full overflow-y-auto" data-testid="new-agent-page">
      <div className="mx-auto max-w-2xl px-4 pb-12 sm:px-6">
        <header className="flex h-14 items-center gap-3">
          <Link
            href="/agents"
            aria-label={t('form.back')}
            className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronLeftIcon className="size-4" />
          </Link>
          <h1 className="truncate text-[15px] font-semibold">
            {made === null ? t('agents.new') : t('connect.title', { name: made.agent.name })}
          </h1>
        </header>
        <ReadOnly without="REGISTER_AGENT" />
        <Allowed to="REGISTER_AGENT">
          {made === null ? (
            <AgentForm onMade={setMade} />
          ) : (
            <ConnectPanel agentId={made.agent.id} apiKey={made.api_key} />
          )}
        </Allowed>
      </div>
    </div>
  );
}

function AgentForm({ onMade }: { onMade: (made: KeyedAgent) => void }) {
  const [name, setName] = useState('');
  const [emoji, setEmoji] = useState<string>(emojis[0]);
  const [color, setColor] = useState<string>(colors[0]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const slug = slugOf(name);
  const wrong = (field: string) =>
    failure instanceof Problem ? failure.errors.find((error) => error.field === field)?.message : undefined;
  const known = ['name', 'emoji', 'color'].some((field) => wrong(field) !== undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      onMade(await registerAgent({ name: name.trim(), emoji, color }));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="space-y-5">
      <div className="flex items-start gap-4">
        <Avatar name={name || '?'} emoji={emoji} color={color} className="mt-6 size-12 text-2xl" />
        <div className="min-w-0 flex-1">
          <TextField
            label={t('agents.name')}
            hint={slug === '' ? t('agents.nameHint') : t('agents.idHint', { id: slug })}
            error={wrong('name')}
            name="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={120}
            autoComplete="off"
            autoFocus
          />
        </div>
      </div>
      <LookPicker emoji={emoji} color={color} onEmoji={setEmoji} onColor={setColor} />
      {(wrong('emoji') ?? wrong('color')) && (
        <p role="alert" className="text-xs text-blocked-ink">
          {wrong('emoji') ?? wrong('color')}
        </p>
      )}
      {failure !== null && !known && <Failure title={t('agents.createFailed')} error={failure} />}
      <button type="submit" className={primaryButton} disabled={busy} data-testid="create-agent">
        {t(busy ? 'agents.creating' : 'agents.create')}
      </button>
    </form>
  );
}
