import { useEffect, useState } from 'react';
import { validateDefinition } from '../api/validate-definition';
import type { YamlError } from './definition';
import { inOrder } from './yaml-errors';

/** Somebody who types is not asked after each letter. */
const PAUSE = 400;

export interface Validation {
  /** unknown: not asked yet, or the server could not be; publishing tells then. */
  status: 'unknown' | 'checking' | 'valid' | 'invalid';
  errors: readonly YamlError[];
}

const unknown: Validation = { status: 'unknown', errors: [] };

/** What the server says of the text, a moment after it changed. While it is asked, the old errors stay. */
export function useValidation(text: string): [Validation, (found: readonly YamlError[]) => void] {
  const [result, setResult] = useState<Validation & { of: string | null }>({ ...unknown, of: null });

  useEffect(() => {
    if (text.trim() === '') return;
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      validateDefinition(text, abort.signal).then(
        (errors) => setResult({ ...verdict(errors), of: text }),
        () => !abort.signal.aborted && setResult({ ...unknown, of: text }),
      );
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [text]);

  const found = (errors: readonly YamlError[]) => setResult({ ...verdict(errors), of: text });
  if (text.trim() === '') return [unknown, found];
  return [result.of === text ? result : { status: 'checking', errors: result.errors }, found];
}

function verdict(errors: readonly YamlError[]): Validation {
  return errors.length === 0
    ? { status: 'valid', errors: [] }
    : { status: 'invalid', errors: inOrder(errors) };
}
