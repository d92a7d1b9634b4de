import { useMemo } from 'react';
import { Link } from 'wouter';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { Avatar } from '@/shared/ui/Avatar';
import { inOrder } from './agents';

const SHOWN = 6;

/** Who is there, at a glance; leads to the agents. */
export function AgentStrip() {
  const byId = useLive((live) => live.floor.agents);
  const agents = useMemo(() => inOrder(byId), [byId]);
  if (agents.length === 0) return null;
  const online = agents.filter((agent) => agent.connection === 'online').length;
  return (
    <Link
      href="/agents"
      data-testid="agent-strip"
      aria-label={t('agents.strip', { online, total: agents.length })}
      title={t('agents.summary', { online, total: agents.length })}
      className="hidden items-center gap-2 rounded-md py-1 text-xs text-ink-3 sm:flex"
    >
      <span className="flex -space-x-1">
        {agents.slice(0, SHOWN).map((agent) => (
          <span
            key={agent.id}
            className={`rounded-full ring-2 ring-bg transition-opacity ${agent.connection === 'online' ? '' : 'opacity-40 grayscale'}`}
          >
            <Avatar
              name={agent.name}
              emoji={agent.emoji}
              color={agent.color}
              className="size-5.5 text-[11px]"
            />
          </span>
        ))}
      </span>
      <span className="whitespace-nowrap tabular-nums">
        {t('agents.summary', { online, total: agents.length })}
      </span>
    </Link>
  );
}
