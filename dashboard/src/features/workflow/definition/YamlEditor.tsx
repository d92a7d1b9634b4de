import { type KeyboardEvent, type Ref, useDeferredValue, useImperativeHandle, useMemo, useRef } from 'react';
import { t } from '@/shared/i18n/t';
import type { YamlError } from './definition';
import { LINE, YamlLines } from './YamlLines';
import { paintYaml } from './yaml-paint';

export interface YamlEditorHandle {
  /** Puts the caret there; both are counted from 1. */
  goTo(line: number, column: number): void;
}

interface YamlEditorProps {
  ref: Ref<YamlEditorHandle>;
  value: string;
  onChange: (value: string) => void;
  errors: readonly YamlError[];
  /** Id of the list of errors. */
  describedBy: string;
}

/**
 * A plain text area over the same text in colours: typing, selection, undo, spelling and screen readers are the
 * browser's own, and Tab leads on to the next control.
 */
export function YamlEditor({ ref, value, onChange, errors, describedBy }: YamlEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => paintYaml(value), [value]);
  // Marks may come a moment later than letters.
  const shown = useDeferredValue(errors);
  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      const at = offsetOf(area.current?.value ?? '', line, column);
      area.current?.focus({ preventScroll: true });
      area.current?.setSelectionRange(at, at);
      scroller.current?.scrollTo({ top: Math.max(0, (line - 4) * LINE), left: 0 });
    },
  }));
  return (
    <div ref={scroller} className="h-full overflow-auto bg-sunken font-mono text-xs leading-5" tabIndex={-1}>
      <div className="relative min-h-full w-max min-w-full py-2">
        <YamlLines lines={lines} errors={shown} />
        <textarea
          ref={area}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={keepIndent}
          aria-label={t('definition.text')}
          aria-describedby={describedBy}
          aria-invalid={errors.length > 0 ? true : undefined}
          data-testid="yaml"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          wrap="off"
          className="absolute inset-0 resize-none overflow-hidden bg-transparent py-2 pr-4 pl-12 whitespace-pre text-transparent caret-ink outline-none selection:bg-accent/25"
        />
      </div>
    </div>
  );
}

/** The next line begins where this one does. `insertText` is the only way that undo knows of. */
function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const { value, selectionStart } = event.currentTarget;
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  if (indent === '' || typeof document.execCommand !== 'function') return;
  event.preventDefault();
  document.execCommand('insertText', false, `\n${indent}`);
}

export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', start);
    if (end === -1) return text.length;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(0, column - 1), end === -1 ? text.length : end);
}
