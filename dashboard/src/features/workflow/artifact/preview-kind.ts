import type { Artifact } from '@/shared/live/model';

export type PreviewKind = 'markdown' | 'text' | 'html' | 'image' | 'none';

/** Larger texts are for an editor, not for a page. */
export const LARGEST_PREVIEW = 1024 * 1024;

export const LARGEST_IMAGE = 20 * 1024 * 1024;

/** Pictures only: an SVG is a document that can hold scripts. */
export function isShownAsImage(mime: string): boolean {
  return /^image\/(png|jpeg|gif|webp|avif)$/.test(mime.split(';')[0]?.trim().toLowerCase() ?? '');
}

export function previewKind({ mime_type, name }: Pick<Artifact, 'mime_type' | 'name'>): PreviewKind {
  const mime = mime_type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mime === 'text/markdown' || /\.(md|markdown)$/i.test(name)) return 'markdown';
  if (mime === 'text/html' || mime === 'application/xhtml+xml' || mime === 'image/svg+xml') return 'html';
  if (isShownAsImage(mime)) return 'image';
  if (mime.startsWith('text/') || /^application\/(.*\+)?(json|xml|yaml|x-yaml|javascript|toml)$/.test(mime))
    return 'text';
  return 'none';
}
