import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Allowed, ReadOnly } from '@/features/identity/ReadOnly';
import { Problem } from '@/shared/api/problem';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { primaryButton } from '@/shared/ui/buttons';
import { SelectField, TextArea, TextField } from '@/shared/ui/form';
import { ChevronLeftIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { loadDefinition } from '../api/load-definition';
import { type NewRun, startRun } from '../api/start-run';
import { DefinitionSkeleton } from '../definition/DefinitionSkeleton';
import type { Definition } from '../definition/definition';
import { ArgInputs } from './ArgInputs';
import { fieldsOf } from './arg-fields';
import { defaults, type Errors, place, toArgs } from './arg-values';

const priorities = ['urgent', 'high', 'medium', 'low'] as const;

export default function StartPage({ id }: { id: string }) {
  const definition = useLoaded(id, (signal) => loadDefinition(id, null, signal));
  useTitle(t('start.ofWorkflow', { name: definition.data?.name ?? id }));
  if (definition.status === 'loading') return <DefinitionSkeleton />;
  if (definition.status === 'failed') {
    return <Failure title={t('definition.failed')} error={definition.error} retry={definition.retry} />;
  }
  return <StartForm definition={definition.data} />;
}

function StartForm({ definition }: { definition: Definition }) {
  const [, navigate] = useLocation();
  const fields = useMemo(() => fieldsOf(definition.args_schema), [definition]);
  const [values, setValues] = useState(() => defaults(fields ?? []));
  const [json, setJson] = useState('{}');
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  // To the first field that is wrong, once the page shows which they are.
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const entered = fields === null ? wholeJson(json) : toArgs(fields, values);
    setFailure(null);
    if (Object.keys(entered.errors).length > 0) return setErrors(entered.errors);
    setErrors({});
    setBusy(true);
    const name = String(data.get('run-name')).trim();
    const run: NewRun = {
      workflow_definition_id: definition.id,
      args: entered.args,
      priority: String(data.get('priority')) as NonNullable<NewRun['priority']>,
      ...(name === '' ? {} : { name }),
    };
    try {
      const started = await startRun(run);
      navigate(`/runs/${started.id}`);
    } catch (error) {
      setBusy(false);
      if (error instanceof Problem && error.status === 422 && error.errors.length > 0) {
        const { name: wrongName, others } = split(error);
        setErrors({ ...place(others, fields ?? []), ...(wrongName === null ? {} : { name: wrongName }) });
      } else setFailure(error);
    }
  };

  return (
    <div className="h-full overflow-y-auto" data-testid="start-page">
      <div className="mx-auto max-w-2xl px-4 pb-12 sm:px-6">
        <header className="flex items-center gap-3 py-3">
          <Link
            href={`/workflows/${definition.id}`}
            aria-label={t('form.back')}
            className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronLeftIcon className="size-4" />
          </Link>
          <h1 className="min-w-0 truncate text-[15px] font-semibold">
            {t('start.ofWorkflow', { name: definition.name })}
          </h1>
          <span className="shrink-0 text-xs text-ink-3">
            {t('definition.version', { n: definition.version })}
          </span>
        </header>
        {definition.description !== '' && (
          <p className="mb-4 text-[13px] leading-5 text-ink-2">{definition.description}</p>
        )}
        <ReadOnly without="START_RUN" className="mb-4" />
        {errors[''] && (
          <p role="alert" className="mb-4 text-[13px] text-blocked-ink" data-testid="start-error">
            {errors['']}
          </p>
        )}
        {failure !== null && <Failure title={t('start.failed')} error={failure} />}
        <form ref={form} onSubmit={submit} noValidate className="space-y-6">
          {fields !== null && fields.length > 0 && (
            <ArgInputs
              fields={fields}
              values={values}
              errors={errors}
              onChange={(pointer, entered) => setValues((old) => ({ ...old, [pointer]: entered }))}
            />
          )}
          {fields !== null && fields.length === 0 && (
            <p className="text-[13px] text-ink-3">{t('start.noArguments')}</p>
          )}
          {fields === null && (
            <TextArea
              label={t('run.arguments')}
              hint={t('start.anyObject')}
              error={errors['/']}
              value={json}
              rows={6}
              spellCheck={false}
              className="font-mono text-xs"
              data-testid="args-json"
              onChange={(event) => setJson(event.target.value)}
            />
          )}
          <div className="grid gap-4 border-t border-line pt-5 sm:grid-cols-[1fr_12rem]">
            <TextField
              label={t('start.name')}
              name="run-name"
              optional
              placeholder={definition.name}
              maxLength={200}
              error={errors.name}
              autoComplete="off"
            />
            <SelectField
              label={t('start.priority')}
              name="priority"
              defaultValue="medium"
              options={priorities.map((value) => ({ value, label: t(`start.priorities.${value}`) }))}
            />
          </div>
          <Allowed to="START_RUN">
            <div className="flex items-center gap-3">
              <button type="submit" className={primaryButton} disabled={busy} data-testid="start-run">
                {t(busy ? 'start.starting' : 'start.title')}
              </button>
              {busy && (
                <span className="sr-only" role="status">
                  {t('start.starting')}
                </span>
              )}
            </div>
          </Allowed>
        </form>
      </div>
    </div>
  );
}

function wholeJson(text: string): { args: Record<string, unknown>; errors: Errors } {
  try {
    const args: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    if (typeof args === 'object' && args !== null && !Array.isArray(args)) {
      return { args: args as Record<string, unknown>, errors: {} };
    }
  } catch {
    // Said below.
  }
  return { args: {}, errors: { '/': t('start.notAnObject') } };
}

function split(problem: Problem) {
  const ofName = problem.errors.filter(({ field }) => field === 'name' || field === '/name');
  return {
    name: ofName.length === 0 ? null : ofName.map(({ message }) => message).join('; '),
    others: problem.errors.filter((error) => !ofName.includes(error)),
  };
}
