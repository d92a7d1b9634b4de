import { useState } from 'react';
import { t } from '@/shared/i18n/t';
import { compareInstants } from '@/shared/live/floor';
import { useLive } from '@/shared/live/live-store';
import type { Step } from '@/shared/live/model';
import { useServerNow } from '@/shared/time/clock';
import { formatAge, formatDuration } from '@/shared/time/format';

/** Without a sign of life for this long a running step looks doubtful. */
const SILENT_AFTER = 30_000;

/** The age of an agent's last proof of life, ticking. Its own component: once a second only these words render. */
export function ProofOfLife({ step, short = false }: { step: Step; short?: boolean }) {
  const aliveAt = useLive((live) => live.floor.signals[step.id]?.alive_at ?? null);
  const now = useServerNow();
  const [watchedFrom] = useState(now);
  const gone = useIsGone(step);
  if (gone) return <Gone step={step} short={short} />;
  if (step.stalled_at !== null)
    return <Stalled step={step} since={now - Date.parse(step.stalled_at)} short={short} />;
  if (step.state === 'leased') {
    return <span className="text-ink-3">{t(short ? 'step.claimedShort' : 'step.claimedBy')}</span>;
  }
  const last = newest(aliveAt, step.started_at);
  if (last === null) return null;
  const age = now - Date.parse(last);
  const silent = age > SILENT_AFTER;
  // Who has only begun to look has not heard the agent yet: that is no silence of it.
  if (silent && aliveAt === null && now - watchedFrom <= SILENT_AFTER) return null;
  return (
    <span
      data-testid={`alive-${step.step_id}`}
      data-silent={silent}
      title={t('step.aliveTip')}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums ${silent ? 'font-medium text-warning-ink' : 'text-ink-3'}`}
    >
      <span aria-hidden="true" className={`size-1.5 rounded-full ${silent ? 'bg-warning' : 'bg-done'}`} />
      {short ? <Short age={age} silent={silent} /> : wordsFor(age, silent)}
    </span>
  );
}

/** The process that holds the step has no connection at the moment: told by a change, and so at once. */
function useIsGone(step: Step): boolean {
  return useLive(({ floor }) => {
    const agent = floor.agents[step.agent?.id ?? ''];
    const instance = step.agent?.instance;
    return (
      agent !== undefined && instance != null && !agent.instances.some((one) => one.instance === instance)
    );
  });
}

function Gone({ step, short }: { step: Step; short: boolean }) {
  return (
    <span
      data-testid={`alive-${step.step_id}`}
      data-gone="true"
      title={t('step.goneTip')}
      className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap text-warning-ink"
    >
      <span aria-hidden="true" className="size-1.5 rounded-full border border-warning" />
      {t(short ? 'step.goneShort' : 'step.gone')}
    </span>
  );
}

/** Its agent lives: this is another word than silent. */
function Stalled({ step, since, short }: { step: Step; since: number; short: boolean }) {
  const duration = formatDuration(Math.max(0, since));
  return (
    <span
      data-testid={`alive-${step.step_id}`}
      data-stalled="true"
      title={t('step.stalledTip')}
      className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap text-warning-ink tabular-nums"
    >
      <span aria-hidden="true" className="size-1.5 bg-warning" />
      {t(short ? 'step.stalledShort' : 'step.stalled', { duration })}
    </span>
  );
}

function wordsFor(age: number, silent: boolean): string {
  return silent
    ? t('step.silent', { duration: formatDuration(age) })
    : t('step.alive', { age: formatAge(age) });
}

/** Where there is little room; who listens hears all of it. */
function Short({ age, silent }: { age: number; silent: boolean }) {
  const duration = age < 1000 ? t('age.now') : formatDuration(age);
  return (
    <>
      <span className="sr-only">{wordsFor(age, silent)}</span>
      <span aria-hidden="true">{t(silent ? 'step.silentShort' : 'step.aliveShort', { duration })}</span>
    </>
  );
}

function newest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareInstants(a, b) > 0 ? a : b;
}
