import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import { Problem } from '@/shared/api/problem';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { pinRun, stepsOfRun, unpinRun } from '@/shared/live/floor';
import { updateFloor, useLive } from '@/shared/live/live-store';
import { type Artifact, isHeld, type Run, type Step } from '@/shared/live/model';
import { primaryButton } from '@/shared/ui/buttons';
import { ChevronLeftIcon, WarningIcon } from '@/shared/ui/icons';
import { Failure, Notice } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { useWide } from '@/shared/ui/use-wide';
import { loadRun } from './api/load-run';
import { ArtifactList } from './artifact/ArtifactList';
import { ArtifactPanel } from './artifact/ArtifactPanel';
import { useArtifacts } from './artifact/use-artifacts';
import { Comments } from './comment/Comments';
import { JsonView } from './JsonView';
import { RunHeader } from './RunHeader';
import { RunSkeleton } from './RunSkeleton';
import { StepList } from './StepList';
import { StepPanel, type StepTab } from './StepPanel';

export default function RunPage({ id }: { id: string }) {
  const loaded = useLive((live) => live.floor.epoch !== null);
  const snapshots = useLive((live) => live.floor.snapshots);
  const run = useLive((live) => live.floor.runs[id]);
  const detail = useLoaded(
    loaded ? id : null,
    async (signal) => {
      const found = await loadRun(id, signal);
      updateFloor((floor) => pinRun(floor, found));
      return found;
    },
    snapshots,
  );
  useEffect(() => () => updateFloor((floor) => unpinRun(floor, id)), [id]);
  useTitle(run?.name ?? t('run.title'));

  if (run === undefined) {
    if (detail.status !== 'failed') return <RunSkeleton />;
    return <Missing id={id} error={detail.error} retry={detail.retry} />;
  }
  return <RunView key={id} run={run} args={detail.data?.args ?? null} />;
}

interface Choice {
  step: Step | null;
  artifact: Artifact | null;
}

function RunView({ run, args }: { run: Run; args: Record<string, unknown> | null }) {
  const steps = useLive(useShallow((live) => stepsOfRun(live.floor, run.id)));
  const artifacts = useArtifacts(run.id);
  const wide = useWide();
  const [params] = useSearchParams();
  const [tab, setTab] = useState<StepTab>('log');
  const chosen = useChoice(params, steps, artifacts.data, wide);
  const named = params.has('step') || params.has('artifact');
  useRunKeys(run, steps, chosen, wide);

  return (
    <div className="flex h-full flex-col" data-testid="run-page">
      <RunHeader run={run} steps={steps} compact={!wide && named} />
      <div className="flex min-h-0 flex-1">
        {(wide || !named) && (
          <div className="min-h-0 w-full shrink-0 overflow-y-auto border-line md:w-[340px] md:border-r">
            <StepList run={run} steps={steps} chosen={chosen.step?.step_id ?? null} />
            <ArtifactList runId={run.id} artifacts={artifacts} chosen={chosen.artifact?.id ?? null} />
            <Arguments args={args} />
            <section className="border-t border-line pt-3" aria-label={t('comment.ofRun')}>
              <h2 className="px-4 text-[11px] font-medium text-ink-3">{t('comment.ofRun')}</h2>
              <Comments runId={run.id} stepId={null} />
            </section>
          </div>
        )}
        {(wide || named) && (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-card">
            {!wide && (
              <Link
                href={`/runs/${run.id}`}
                replace
                className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-bg px-3 text-xs font-medium text-ink-2"
              >
                <ChevronLeftIcon className="size-3.5" />
                {t('step.back')}
              </Link>
            )}
            {chosen.artifact !== null && <ArtifactPanel artifact={chosen.artifact} />}
            {chosen.step !== null && <StepPanel step={chosen.step} tab={tab} onTab={setTab} />}
            {chosen.step === null && chosen.artifact === null && (
              <Nothing missing={params.has('artifact') && artifacts.status === 'loaded'} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Nothing({ missing }: { missing: boolean }) {
  if (missing) return <Notice title={t('artifact.notFound')} icon={<WarningIcon className="size-7" />} />;
  return <Notice title={t('step.choose')} lead={t('step.chooseLead')} />;
}

/** What the address names; where there is room and it names nothing, the step most worth a look, chosen once. */
function useChoice(
  params: URLSearchParams,
  steps: readonly Step[],
  artifacts: readonly Artifact[],
  wide: boolean,
): Choice {
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && steps.length > 0) setFirst(worthALook(steps).step_id);
  const artifactId = params.get('artifact');
  const stepKey = params.get('step') ?? (wide && artifactId === null ? first : null);
  return useMemo(
    () => ({
      step: steps.find((step) => step.step_id === stepKey) ?? null,
      artifact: artifacts.find((artifact) => artifact.id === artifactId) ?? null,
    }),
    [steps, artifacts, stepKey, artifactId],
  );
}

function worthALook(steps: readonly Step[]): Step {
  const found =
    steps.find((step) => step.state === 'failed') ??
    steps.find(isHeld) ??
    steps.findLast((step) => step.state === 'completed') ??
    steps[0];
  if (found === undefined) throw new Error('No steps to choose from.');
  return found;
}

function useRunKeys(run: Run, steps: readonly Step[], chosen: Choice, wide: boolean): void {
  const [, navigate] = useLocation();
  const go = (by: number) => {
    const ordered = run.phases.length > 0 ? byPhase(run, steps) : steps;
    const at = ordered.findIndex((step) => step.id === chosen.step?.id);
    const next = ordered[at === -1 ? 0 : Math.max(0, Math.min(ordered.length - 1, at + by))];
    if (next === undefined) return;
    navigate(`/runs/${run.id}?step=${encodeURIComponent(next.step_id)}`, { replace: true });
    document
      .querySelector(`[data-testid="step-${CSS.escape(next.step_id)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  };
  const arrow = (by: number) => {
    // Inside the log arrows scroll.
    if (document.activeElement?.closest('[data-testid="log"]') === null) go(by);
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    ArrowDown: () => arrow(1),
    ArrowUp: () => arrow(-1),
    Escape: () => {
      const inDetail = !wide && (chosen.step !== null || chosen.artifact !== null);
      navigate(inDetail ? `/runs/${run.id}` : '/', { replace: inDetail });
    },
  });
}

function byPhase(run: Run, steps: readonly Step[]): Step[] {
  return [...steps].sort(
    (a, b) => run.phases.indexOf(a.phase) - run.phases.indexOf(b.phase) || a.ordinal - b.ordinal,
  );
}

function Arguments({ args }: { args: Record<string, unknown> | null }) {
  if (args === null) return null;
  return (
    <details className="border-t border-line px-4 py-3" data-testid="arguments">
      <summary className="text-[11px] font-medium text-ink-3">{t('run.arguments')}</summary>
      <div className="mt-2">
        {Object.keys(args).length === 0 ? (
          <p className="text-xs text-ink-3">{t('run.noArguments')}</p>
        ) : (
          <JsonView value={args} />
        )}
      </div>
    </details>
  );
}

function Missing({ id, error, retry }: { id: string; error: unknown; retry: () => void }) {
  useKeys({ Escape: () => window.history.back() });
  if (!(error instanceof Problem) || error.status !== 404) {
    return <Failure title={t('run.failedTitle')} error={error} retry={retry} />;
  }
  return (
    <Notice
      title={t('run.notFoundTitle')}
      lead={t('run.notFoundLead', { id })}
      icon={<WarningIcon className="size-7" />}
      testId="run-missing"
    >
      <Link href="/" className={primaryButton}>
        {t('run.back')}
      </Link>
    </Notice>
  );
}
