import { Problem } from '@/shared/api/problem';
import type { YamlError } from './definition';

/** What publishing found wrong with the text; null when something else went wrong. */
export function yamlErrorsOf(error: unknown): YamlError[] | null {
  if (!(error instanceof Problem) || error.status !== 422 || error.errors.length === 0) return null;
  return inOrder(
    error.errors.map(({ field, message, line, column, remedy }) => ({
      line: line ?? null,
      column: column ?? null,
      path: field,
      message,
      remedy: remedy ?? null,
    })),
  );
}

/** As they stand in the text; those without a place come first, since they are about all of it. */
export function inOrder(errors: readonly YamlError[]): YamlError[] {
  return [...errors].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
