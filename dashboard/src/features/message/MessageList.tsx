import { Link } from 'wouter';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { ALL_MESSAGES } from '@/shared/live/floor';
import { useLive } from '@/shared/live/live-store';
import { Ago } from '@/shared/time/Ago';
import { Avatar } from '@/shared/ui/Avatar';
import { Failure, Waiting } from '@/shared/ui/states';
import { loadMessages, type Message, type Place, SHOWN } from './api/load-messages';
import { useCalm } from './use-calm';

const CALM_MS = 1000;

/**
 * Messages are not on the floor, where they could fill the memory of a page that stays open: the socket tells that there
 * are others, and this list, while it is looked at, loads them anew, at most once a second.
 */
export function MessageList({ of }: { of: Place }) {
  const key = 'step' in of ? of.step : of.agent;
  const told = useLive(
    (live) => live.floor.snapshots + (live.floor.mail['step' in of ? of.step : ALL_MESSAGES] ?? 0),
  );
  const loaded = useLoaded(key, (signal) => loadMessages(of, signal), useCalm(told, CALM_MS));
  if (loaded.status === 'loading') return <Lines />;
  if (loaded.status === 'failed') {
    return <Failure title={t('message.failed')} error={loaded.error} retry={loaded.retry} />;
  }
  const { items, next } = loaded.data;
  if (items.length === 0) return <p className="px-4 py-3 text-xs text-ink-3">{t('message.none')}</p>;
  return (
    <div data-testid="messages">
      <ul className="divide-y divide-line">
        {items.map((message) => (
          <Item key={message.id} message={message} />
        ))}
      </ul>
      {next !== null && (
        <p className="px-4 py-2 text-xs text-ink-3">{t('message.newest', { count: SHOWN })}</p>
      )}
    </div>
  );
}

/** An agent wrote the text: it is shown as text and as nothing else. */
function Item({ message }: { message: Message }) {
  const { from, to } = message;
  return (
    <li className="px-4 py-3" data-testid={`message-${message.id}`}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
        <Avatar name={from.name} emoji={from.emoji} color={from.color} className="size-4.5 text-[10px]" />
        <Link href={`/agents/${from.id}`} className="font-medium text-ink hover:underline">
          {from.name}
        </Link>
        <span>{t('message.to')}</span>
        <Recipient to={to} />
        <span className="rounded-full bg-sunken px-2 py-0.5 text-[11px] text-ink-2">
          {t(`message.kind.${message.kind}`)}
        </span>
        <span className="ml-auto shrink-0 text-ink-3">
          <Ago at={message.sent_at} />
        </span>
      </div>
      <p className="mt-1.5 max-w-prose text-[13px] leading-5 break-words whitespace-pre-wrap">
        {message.text}
      </p>
      <p className="mt-1 text-[11px] text-ink-3" data-testid="message-state">
        {fared(message)}
      </p>
    </li>
  );
}

/** By name while the floor knows it: one that is retired is known by its id alone. */
function Recipient({ to }: { to: Message['to'] }) {
  const id = to.id ?? '';
  const agent = useLive((live) => (to.type === 'agent' ? live.floor.agents[id] : undefined));
  if (agent !== undefined) {
    return (
      <Link href={`/agents/${id}`} className="truncate hover:underline">
        {agent.name}
      </Link>
    );
  }
  return (
    <span className="truncate">
      {to.type === 'everyone' && t('message.everyone')}
      {to.type === 'agent' && id}
      {to.type === 'capability' && t('message.capability', { name: id })}
    </span>
  );
}

/** How far it has come. */
function fared({ recipients, delivered, read, waiting }: Message): string {
  if (recipients === 0) return t('message.nobody');
  if (recipients > 1) return t('message.readBy', { read, of: recipients });
  if (read > 0) return t('message.read');
  if (waiting === 0) return t('message.expired');
  return t(delivered > 0 ? 'message.delivered' : 'message.waiting');
}

function Lines() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="space-y-2.5 p-4">
        <div className="skeleton h-3 w-3/5" />
        <div className="skeleton h-3 w-2/5" />
      </div>
    </Waiting>
  );
}
