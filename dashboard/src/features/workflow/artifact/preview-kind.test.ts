import { describe, expect, it } from 'vitest';
import { previewKind } from './preview-kind';

describe('the preview of an artifact', () => {
  it.each([
    ['text/markdown', 'report', 'markdown'],
    ['application/octet-stream', 'README.md', 'markdown'],
    ['text/plain; charset=utf-8', 'a.txt', 'text'],
    ['application/json', 'a.json', 'text'],
    ['application/ld+json', 'a', 'text'],
    ['text/html', 'report.html', 'html'],
    ['image/svg+xml', 'a.svg', 'html'],
    ['image/png', 'a.png', 'image'],
    ['application/zip', 'a.zip', 'none'],
  ])('of %s (%s) is %s', (mime_type, name, kind) => expect(previewKind({ mime_type, name })).toBe(kind));
});
