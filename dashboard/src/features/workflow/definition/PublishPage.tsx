import { useLocation, useSearch } from 'wouter';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { Failure } from '@/shared/ui/states';
import { useTitle } from '@/shared/ui/use-title';
import { loadDefinition } from '../api/load-definition';
import { DefinitionForm } from './DefinitionForm';
import { DefinitionSkeleton } from './DefinitionSkeleton';
import sample from './sample-workflow.yaml?raw';

/** A first version: from nothing, from a file, or from the sample. */
export function NewDefinitionPage() {
  useTitle(t('definition.newTitle'));
  const [, navigate] = useLocation();
  const fromSample = useSearch() === 'sample';
  return (
    <DefinitionForm
      key={String(fromSample)}
      draft={fromSample ? 'sample' : 'new'}
      original={fromSample ? sample : ''}
      published={null}
      onPublished={({ id }) => navigate(`/workflows/${id}`)}
    />
  );
}

/** The next version of one that is there. */
export function EditDefinitionPage({ id }: { id: string }) {
  useTitle(t('definition.editTitle', { id }));
  const [, navigate] = useLocation();
  const definition = useLoaded(id, (signal) => loadDefinition(id, null, signal));
  if (definition.status === 'loading') return <DefinitionSkeleton />;
  if (definition.status === 'failed') {
    return <Failure title={t('definition.failed')} error={definition.error} retry={definition.retry} />;
  }
  return (
    <DefinitionForm
      draft={`${id}.${definition.data.version}`}
      original={definition.data.yaml}
      published={definition.data}
      onPublished={(next) => navigate(`/workflows/${next.id}`)}
    />
  );
}
