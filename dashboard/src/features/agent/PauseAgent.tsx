import { t } from '@/shared/i18n/t';
import type { Agent } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { pauseAgent, resumeAgent } from './api/pause-agent';

/** Gives an agent no new work, or lets it have work again; the socket tells the rest. */
export function PauseAgent({ agent }: { agent: Agent }) {
  const paused = agent.pause !== null;
  const change = useAction(() => (paused ? resumeAgent(agent.id) : pauseAgent(agent.id)));
  return (
    <section className="mt-8 flex flex-wrap items-center gap-3 border-t border-line pt-5">
      <p className="min-w-0 flex-1 basis-60 text-xs text-ink-2">
        {t(paused ? 'pause.paused' : 'pause.lead')}
      </p>
      <button
        type="button"
        className={`${quietButton} h-8`}
        disabled={change.busy}
        onClick={() => void change.run()}
        data-testid={paused ? 'resume' : 'pause'}
      >
        {t(paused ? 'pause.resume' : 'pause.pause')}
      </button>
      {change.error !== null && <Failure title={t('pause.failed')} error={change.error} />}
    </section>
  );
}
