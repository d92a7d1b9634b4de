import type { Artifact } from '@/shared/live/model';

export type PreviewKind = 'markdown' | 'text' | 'html' | 'image' | 'none';

/** Larger texts are for an editor, not for a page. */
export const LARGEST_PREVIEW = 1024 * 1024;

export function previewKind({ mime_type, name }: Pick<Artifact, 'mime_type' | 'name'>): PreviewKind {
  const mime = mime_type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mime === 'text/markdown' || /\.(md|markdown)$/i.test(name)) return 'markdown';
  if (mime === 'text/html' || mime === 'application/xhtml+xml' || mime === 'image/svg+xml') return 'html';
  if (/^image\/(png|jpeg|gif|webp|avif)$/.test(mime)) return 'image';
  if (mime.startsWith('text/') || /^application\/(.*\+)?(json|xml|yaml|x-yaml|javascript|toml)$/.test(mime))
    return 'text';
  return 'none';
}
