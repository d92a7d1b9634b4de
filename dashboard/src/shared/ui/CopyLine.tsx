import { useEffect, useState } from 'react';
import { t } from '@/shared/i18n/t';
import { announce } from './announcer';
import { CheckIcon, CopyIcon } from './icons';

/** Something to use elsewhere, with a button that copies it. */
export function CopyLine({ text, testId }: { text: string; testId?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), 1500);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    // Without a secure context there is no clipboard; the text can still be selected.
    void navigator.clipboard?.writeText(text).then(() => {
      setCopied(true);
      announce(t('copy.copied'));
    });
  };
  return (
    <div className="flex items-start gap-1 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3 text-left">
      <code
        data-testid={testId}
        className="min-w-0 flex-1 py-1 font-mono text-xs leading-4 break-all whitespace-pre-wrap select-all"
      >
        {text}
      </code>
      <button
        type="button"
        onClick={copy}
        className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink"
        aria-label={t(copied ? 'copy.copied' : 'copy.copy')}
      >
        {copied ? <CheckIcon className="size-3.5 text-done" /> : <CopyIcon className="size-3.5" />}
      </button>
    </div>
  );
}
