import { lazy, Suspense } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import type { Artifact } from '@/shared/live/model';
import { Ago } from '@/shared/time/Ago';
import { formatBytes } from '@/shared/time/format';
import { quietButton } from '@/shared/ui/buttons';
import { DownloadIcon, FileIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { artifactPath, loadArtifactText } from '../api/load-artifact';
import { ImagePreview } from './ImagePreview';
import { Lines, Remark } from './placeholders';
import { LARGEST_IMAGE, LARGEST_PREVIEW, previewKind } from './preview-kind';

const MarkdownView = lazy(() => import('./MarkdownView'));

export function ArtifactPanel({ artifact }: { artifact: Artifact }) {
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={artifact.name} data-testid="artifact">
      <header className="flex shrink-0 items-center gap-3 border-b border-line px-4 py-3">
        <FileIcon className="size-5 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-semibold">{artifact.name}</h2>
          <p className="flex gap-2 text-[11px] text-ink-3">
            <span>{artifact.mime_type}</span>
            <span>{formatBytes(artifact.size_bytes)}</span>
            <Ago at={artifact.created_at} />
          </p>
        </div>
        <a
          href={artifactPath(artifact.id)}
          download={artifact.name}
          className={quietButton}
          data-testid="artifact-download"
        >
          <DownloadIcon className="size-3.5" />
          {t('artifact.download')}
        </a>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Preview artifact={artifact} />
      </div>
    </section>
  );
}

function Preview({ artifact }: { artifact: Artifact }) {
  const kind = previewKind(artifact);
  if (kind === 'none') return <Remark text={t('artifact.noPreview', { type: artifact.mime_type })} />;
  if (artifact.size_bytes > (kind === 'image' ? LARGEST_IMAGE : LARGEST_PREVIEW)) {
    return <Remark text={t('artifact.tooLarge', { size: formatBytes(artifact.size_bytes) })} />;
  }
  if (kind === 'image') return <ImagePreview key={artifact.id} artifact={artifact} />;
  return <TextPreview artifact={artifact} kind={kind} />;
}

function TextPreview({ artifact, kind }: { artifact: Artifact; kind: 'markdown' | 'text' | 'html' }) {
  const text = useLoaded(artifact.id, (signal) => loadArtifactText(artifact.id, signal));
  if (text.status === 'failed')
    return <Failure title={t('artifact.failed')} error={text.error} retry={text.retry} />;
  if (text.status === 'loading') return <Lines />;
  if (kind === 'markdown') {
    return (
      <Suspense fallback={<Lines />}>
        <MarkdownView text={text.data} />
      </Suspense>
    );
  }
  return (
    <>
      {kind === 'html' && <Remark text={t('artifact.sourceOnly')} />}
      <pre className="p-4 font-mono text-xs leading-[18px] break-words whitespace-pre-wrap">{text.data}</pre>
    </>
  );
}
