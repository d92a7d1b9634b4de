import { t } from '@/shared/i18n/t';
import type { AgentState } from './agents';

const ink: Record<AgentState, string> = {
  error: 'text-blocked-ink',
  starting: 'text-ink-3',
  offline: 'text-ink-3',
  idle: 'text-done-ink',
  working: 'text-progress-ink',
  stalled: 'text-warning-ink',
  pausing: 'text-warning-ink',
  paused: 'text-ink-2',
};

const dot: Record<AgentState, string> = {
  error: 'bg-blocked',
  starting: 'border-[1.5px] border-dashed border-ink-3',
  offline: 'border-[1.5px] border-ink-3',
  idle: 'bg-done',
  working: 'bg-progress',
  stalled: 'bg-warning',
  pausing: 'bg-warning',
  paused: 'bg-ink-3',
};

export function AgentStatus({ state }: { state: AgentState }) {
  return (
    <span
      data-testid="agent-connection"
      data-state={state}
      className={`inline-flex items-center gap-1.5 text-xs whitespace-nowrap ${ink[state]}`}
    >
      <span aria-hidden="true" className={`size-2 rounded-full ${dot[state]}`} />
      {t(`agents.state.${state}`)}
    </span>
  );
}
