import { useEffect, useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import type { Artifact } from '@/shared/live/model';
import { Failure } from '@/shared/ui/states';
import { loadArtifactBlob } from '../api/load-artifact';
import { Lines, Remark } from './placeholders';
import { isShownAsImage } from './preview-kind';

/**
 * A picture from memory: it was fetched as this workspace's member, its type was looked at, and the address that shows
 * it is good for nothing else and ends with the preview.
 */
export function ImagePreview({ artifact }: { artifact: Artifact }) {
  const image = useLoaded(artifact.id, (signal) => loadArtifactBlob(artifact.id, signal));
  const [broken, setBroken] = useState(false);
  const url = useBlobUrl(image.data);
  if (image.status === 'failed') {
    return <Failure title={t('artifact.failed')} error={image.error} retry={image.retry} />;
  }
  if (image.status === 'loading') return <Lines />;
  if (url === null || broken) return <Remark text={t('artifact.noImage')} />;
  return (
    <div className="grid place-items-center p-6">
      <img
        src={url}
        alt={artifact.name}
        onError={() => setBroken(true)}
        className="max-w-full rounded-md bg-[repeating-conic-gradient(var(--bg-sunken)_0_25%,transparent_0_50%)] bg-size-[16px_16px]"
      />
    </div>
  );
}

/** Null for what is no picture, whatever its name says. */
function useBlobUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null || !isShownAsImage(blob.type)) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [blob]);
  return url;
}
