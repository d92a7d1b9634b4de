import { Link, useLocation } from 'wouter';
import { useMay } from '@/features/identity/permissions';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { useLoaded } from '@/shared/api/use-loaded';
import { t, tn } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLive } from '@/shared/live/live-store';
import { isFinished } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { PlayIcon, PlusIcon, WorkflowIcon } from '@/shared/ui/icons';
import { Failure, Notice, Waiting } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { loadDefinitions } from '../api/load-definitions';
import type { Definition } from './definition';
import { PhaseTrail } from './PhaseTrail';

export default function WorkflowsPage() {
  useTitle(t('workflows.title'));
  const [, navigate] = useLocation();
  const may = useMay('PUBLISH_DEFINITION');
  const definitions = useLoaded('all', loadDefinitions);
  useKeys(may ? { n: () => navigate('/new/workflow') } : {});
  return (
    <div className="h-full overflow-y-auto" data-testid="workflows-page">
      <div className="mx-auto max-w-5xl px-4 pb-10 sm:px-6">
        <div className="flex h-14 items-center gap-3">
          <h1 className="text-[15px] font-semibold">{t('workflows.title')}</h1>
          <Allowed to="PUBLISH_DEFINITION">
            <Link href="/new/workflow" className={`${primaryButton} ml-auto`} data-testid="new-workflow">
              <PlusIcon className="size-3.5" />
              {t('workflows.new')}
            </Link>
          </Allowed>
        </div>
        <ReadOnly without="START_RUN" className="mb-3" />
        {definitions.status === 'loading' && <Skeleton />}
        {definitions.status === 'failed' && (
          <Failure title={t('workflows.failed')} error={definitions.error} retry={definitions.retry} />
        )}
        {definitions.status === 'loaded' && definitions.data.length === 0 && <Empty />}
        {definitions.status === 'loaded' && (
          <ul className="space-y-2.5">
            {definitions.data.map((definition) => (
              <Row key={definition.id} definition={definition} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Row({ definition }: { definition: Definition }) {
  return (
    <li
      data-testid={`workflow-${definition.id}`}
      className="relative rounded-[10px] border border-line bg-card p-4 shadow-card transition-colors hover:border-line-strong"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="flex items-baseline gap-2">
            {/* The link covers the row, so that all of it leads on. */}
            <Link
              href={`/workflows/${definition.id}`}
              className="truncate text-sm font-medium after:absolute after:inset-0 after:rounded-[10px]"
            >
              {definition.name}
            </Link>
            <span className="shrink-0 text-xs text-ink-3">
              {t('definition.version', { n: definition.version })}
            </span>
          </h2>
          {definition.description !== '' && (
            <p className="mt-1 line-clamp-2 text-[13px] leading-5 text-ink-2">{definition.description}</p>
          )}
          <div className="mt-2.5">
            <PhaseTrail phases={definition.phases} />
          </div>
        </div>
        <div className="flex items-center gap-4 self-center text-xs text-ink-3">
          <ActiveRuns id={definition.id} />
          <Ago at={definition.created_at} message="definition.publishedAgo" />
          <Allowed to="START_RUN">
            <Link
              href={`/workflows/${definition.id}/start`}
              className={`${quietButton} relative`}
              aria-label={t('start.ofWorkflow', { name: definition.name })}
              data-testid={`start-${definition.id}`}
            >
              <PlayIcon className="size-3.5" />
              {t('start.short')}
            </Link>
          </Allowed>
        </div>
      </div>
    </li>
  );
}

function ActiveRuns({ id }: { id: string }) {
  const active = useLive(
    (live) =>
      Object.values(live.floor.runs).filter((run) => run.workflow_definition_id === id && !isFinished(run))
        .length,
  );
  if (active === 0) return null;
  return (
    <Link
      href={`/?workflow=${id}`}
      className="relative inline-flex min-h-6 items-center underline-offset-2 hover:underline"
    >
      {tn('board.summary', active)}
    </Link>
  );
}

function Empty() {
  return (
    <Notice
      title={t('workflows.emptyTitle')}
      lead={t('workflows.emptyLead')}
      icon={<WorkflowIcon className="size-8" />}
      testId="workflows-empty"
    >
      <Allowed to="PUBLISH_DEFINITION">
        <div className="flex flex-wrap justify-center gap-2">
          <Link href="/new/workflow?sample" className={primaryButton} data-testid="from-sample">
            {t('workflows.fromSample')}
          </Link>
          <Link href="/new/workflow" className={`${quietButton} h-8`}>
            {t('workflows.fromNothing')}
          </Link>
        </div>
      </Allowed>
    </Notice>
  );
}

function Skeleton() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="space-y-2.5">
        {[1, 2, 3].map((n) => (
          <div key={n} className="h-28 rounded-[10px] border border-line bg-card p-4">
            <div className="skeleton h-3.5 w-48" />
            <div className="skeleton mt-3 h-3 w-96 max-w-full" />
            <div className="skeleton mt-4 h-3 w-64 max-w-full" />
          </div>
        ))}
      </div>
    </Waiting>
  );
}
