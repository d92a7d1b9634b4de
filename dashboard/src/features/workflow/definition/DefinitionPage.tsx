import { Link, useLocation, useSearchParams } from 'wouter';
import { useMay } from '@/features/identity/permissions';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { Problem } from '@/shared/api/problem';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { Ago } from '@/shared/time/Ago';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { ChevronLeftIcon, PlayIcon, WarningIcon } from '@/shared/ui/icons';
import { Failure, Notice } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { loadDefinition } from '../api/load-definition';
import { ArgumentTable } from './ArgumentTable';
import { DefinitionSkeleton } from './DefinitionSkeleton';
import type { DefinitionDetail, DefinitionStep } from './definition';
import { YamlView } from './YamlView';

export default function DefinitionPage({ id }: { id: string }) {
  const [params] = useSearchParams();
  const version = Number.parseInt(params.get('version') ?? '', 10) || null;
  const definition = useLoaded(`${id} ${version}`, (signal) => loadDefinition(id, version, signal));
  useTitle(definition.data?.name ?? id);
  useDefinitionKeys(id);
  if (definition.status === 'loading') return <DefinitionSkeleton />;
  if (definition.status === 'failed') {
    return <Missing id={id} error={definition.error} retry={definition.retry} />;
  }
  return <Whole definition={definition.data} />;
}

function useDefinitionKeys(id: string): void {
  const [, navigate] = useLocation();
  const mayStart = useMay('START_RUN');
  const mayPublish = useMay('PUBLISH_DEFINITION');
  useKeys({
    Escape: () => navigate('/workflows'),
    ...(mayStart ? { s: () => navigate(`/workflows/${id}/start`) } : {}),
    ...(mayPublish ? { e: () => navigate(`/workflows/${id}/edit`) } : {}),
  });
}

function Whole({ definition }: { definition: DefinitionDetail }) {
  const newest = definition.versions[0]?.version ?? definition.version;
  return (
    <div className="h-full overflow-y-auto" data-testid="definition-page">
      <div className="mx-auto max-w-5xl px-4 pb-12 sm:px-6">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
          <Link
            href="/workflows"
            aria-label={t('definition.back')}
            className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronLeftIcon className="size-4" />
          </Link>
          <h1 className="min-w-0 truncate text-[15px] font-semibold">{definition.name}</h1>
          <span className="flex gap-2 text-xs text-ink-3">
            <span>{t('definition.version', { n: definition.version })}</span>
            <Ago at={definition.created_at} message="definition.publishedAgo" />
          </span>
          <div className="ml-auto flex items-center gap-2">
            <Allowed to="PUBLISH_DEFINITION">
              <Link
                href={`/workflows/${definition.id}/edit`}
                className={`${quietButton} h-8`}
                data-testid="edit"
              >
                {t('definition.edit')}
              </Link>
            </Allowed>
            <Allowed to="START_RUN">
              <Link href={`/workflows/${definition.id}/start`} className={primaryButton} data-testid="start">
                <PlayIcon className="size-3.5" />
                {t('start.title')}
              </Link>
            </Allowed>
          </div>
        </header>
        {definition.description !== '' && (
          <p className="max-w-3xl pb-3 text-[13px] leading-5 text-ink-2">{definition.description}</p>
        )}
        <ReadOnly without="START_RUN" className="mb-3" />
        {definition.version < newest && (
          <p
            className="mb-3 rounded-lg border border-line bg-sunken px-3 py-2 text-xs text-ink-2"
            data-testid="old-version"
          >
            {t('definition.older', { version: definition.version, newest })}{' '}
            <Link href={`/workflows/${definition.id}`} className="text-accent-ink underline">
              {t('definition.toNewest')}
            </Link>
          </p>
        )}
        <Section title={t('definition.steps')}>
          <Steps definition={definition} />
        </Section>
        <Section title={t('run.arguments')}>
          <ArgumentTable schema={definition.args_schema} />
        </Section>
        <Section title={t('definition.text')}>
          <YamlView text={definition.yaml} />
        </Section>
        <Section title={t('definition.versions')}>
          <Versions definition={definition} />
        </Section>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="mb-2 text-[11px] font-medium text-ink-3">{title}</h2>
      {children}
    </section>
  );
}

/** Phases side by side, as the board has them. */
function Steps({ definition }: { definition: DefinitionDetail }) {
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="-mx-1 flex gap-2 overflow-x-auto rounded-[10px] px-1 pb-1"
      data-testid="definition-steps"
    >
      {definition.phases.map((phase) => (
        <section
          key={phase}
          aria-label={phase}
          className="min-w-52 flex-1 rounded-[10px] border border-line bg-card p-3"
        >
          <h3 className="mb-2 text-xs font-medium first-letter:uppercase">{phase}</h3>
          <ol className="space-y-2">
            {definition.steps
              .filter((step) => step.phase === phase)
              .map((step) => (
                <StepLine key={step.id} step={step} />
              ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function StepLine({ step }: { step: DefinitionStep }) {
  return (
    <li className="text-[13px]">
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 truncate" title={step.name}>
          {step.name}
        </span>
        <span className="ml-auto shrink-0 rounded bg-sunken px-1.5 py-px font-mono text-[10.5px] text-ink-2">
          {step.type}
        </span>
      </div>
      {step.needs.length > 0 && (
        <p className="truncate text-[11px] text-ink-3" title={step.needs.join(', ')}>
          {t('step.needs', { keys: step.needs.join(', ') })}
        </p>
      )}
    </li>
  );
}

function Versions({ definition }: { definition: DefinitionDetail }) {
  return (
    <ol
      className="divide-y divide-line rounded-[10px] border border-line bg-card text-[13px]"
      data-testid="versions"
    >
      {definition.versions.map(({ version, created_at }, i) => (
        <li key={version} className="flex min-h-9 items-center gap-3 px-3">
          {version === definition.version ? (
            <span className="font-medium" aria-current="true">
              {t('definition.version', { n: version })}
            </span>
          ) : (
            <Link
              href={
                i === 0 ? `/workflows/${definition.id}` : `/workflows/${definition.id}?version=${version}`
              }
              className="inline-flex min-h-6 items-center text-accent-ink hover:underline"
            >
              {t('definition.version', { n: version })}
            </Link>
          )}
          <span className="ml-auto text-xs text-ink-3">
            <Ago at={created_at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Missing({ id, error, retry }: { id: string; error: unknown; retry: () => void }) {
  if (!(error instanceof Problem) || error.status !== 404) {
    return <Failure title={t('definition.failed')} error={error} retry={retry} />;
  }
  return (
    <Notice
      title={t('definition.notFoundTitle')}
      lead={t('definition.notFoundLead', { id })}
      icon={<WarningIcon className="size-7" />}
      testId="definition-missing"
    >
      <Link href="/workflows" className={primaryButton}>
        {t('definition.back')}
      </Link>
    </Notice>
  );
}
