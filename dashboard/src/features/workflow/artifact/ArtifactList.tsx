import { Link } from 'wouter';
import { t } from '@/shared/i18n/t';
import { formatBytes } from '@/shared/time/format';
import { FileIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import type { Artifacts } from './use-artifacts';

interface ArtifactListProps {
  runId: string;
  artifacts: Artifacts;
  chosen: string | null;
}

export function ArtifactList({ runId, artifacts, chosen }: ArtifactListProps) {
  return (
    <nav aria-label={t('artifact.title')} className="border-t border-line pt-3 pb-2" data-testid="artifacts">
      <h2 className="px-4 pb-1 text-[11px] font-medium text-ink-3">{t('artifact.title')}</h2>
      {artifacts.status === 'failed' && (
        <Failure title={t('artifact.failed')} error={artifacts.error} retry={artifacts.retry} />
      )}
      {artifacts.status === 'loaded' && artifacts.data.length === 0 && (
        <p className="px-4 py-1 text-xs text-ink-3">{t('artifact.none')}</p>
      )}
      <ul>
        {artifacts.data.map((artifact) => (
          <li key={artifact.id}>
            <Link
              href={`/runs/${runId}?artifact=${encodeURIComponent(artifact.id)}`}
              replace
              aria-current={artifact.id === chosen ? 'true' : undefined}
              data-testid={`artifact-${artifact.name}`}
              className={`mx-2 flex items-center gap-2.5 rounded-md px-2 py-1.5 text-[13px] transition-colors focus-visible:-outline-offset-2 ${artifact.id === chosen ? 'bg-accent/10' : 'hover:bg-hover'}`}
            >
              <FileIcon className="size-3.5 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate">{artifact.name}</span>
              <span className="shrink-0 text-[11px] text-ink-3 tabular-nums">
                {formatBytes(artifact.size_bytes)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
