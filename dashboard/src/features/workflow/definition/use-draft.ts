import { useState } from 'react';

interface Draft {
  text: string;
  /** Differs from what it began with. */
  changed: boolean;
  setText: (text: string) => void;
  /** Back to what it began with. */
  discard: () => void;
}

/** A text in the making, kept for this tab until it is published or discarded: a wrong click must not cost it. */
export function useDraft(name: string, original: string): Draft {
  const key = `opsflow.draft.${name}`;
  const [text, keep] = useState(() => read(key) ?? original);
  const setText = (next: string) => {
    keep(next);
    write(key, next === original ? null : next);
  };
  return { text, changed: text !== original, setText, discard: () => setText(original) };
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Storage may be forbidden or full; the text then lasts as long as the page.
  }
}
