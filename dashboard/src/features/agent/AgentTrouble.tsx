import { Allowed } from '@/features/identity/ReadOnly';
import { t } from '@/shared/i18n/t';
import type { Agent, AgentError } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { quietButton } from '@/shared/ui/buttons';
import { WarningIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { dismissError } from './api/dismiss-error';

/** What is wrong with an agent by its own word. */
export function AgentTrouble({ error, children }: { error: AgentError; children?: React.ReactNode }) {
  return (
    <div className="flex items-start gap-2 text-xs" data-testid="agent-error">
      <WarningIcon className="mt-0.5 size-3.5 shrink-0 text-blocked" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere whitespace-pre-line">{error.message}</p>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-[11px] text-ink-3">
          <span className="font-mono">{error.code}</span>
          <span className="font-mono">{error.instance}</span>
          <Ago at={error.at} message="trouble.said" />
        </p>
      </div>
      {children}
    </div>
  );
}

/** On the agent's own page, where it can be dismissed; the socket tells the rest. */
export function DismissibleTrouble({ agent, error }: { agent: Agent; error: AgentError }) {
  const dismiss = useAction(() => dismissError(agent.id, error.id));
  return (
    <section
      aria-label={t('trouble.title')}
      className="mt-4 rounded-[10px] border border-blocked/40 bg-card p-4 shadow-card"
    >
      <AgentTrouble error={error}>
        <Allowed to="PAUSE_AGENT">
          <button
            type="button"
            className={`${quietButton} h-7 shrink-0`}
            disabled={dismiss.busy}
            onClick={() => void dismiss.run()}
            data-testid="dismiss-error"
          >
            {t('trouble.dismiss')}
          </button>
        </Allowed>
      </AgentTrouble>
      {dismiss.error !== null && <Failure title={t('trouble.failed')} error={dismiss.error} />}
    </section>
  );
}
