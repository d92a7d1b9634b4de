import { useEffect, useState } from 'react';
import { t } from '@/shared/i18n/t';
import { CheckIcon, CopyIcon } from './icons';

/** A command to run elsewhere, with a button that copies it. */
export function CopyLine({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), 1500);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    // Without a secure context there is no clipboard; the text can still be selected.
    void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  };
  return (
    <div className="flex items-center gap-1 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3 text-left">
      <code className="min-w-0 flex-1 overflow-x-auto font-mono text-xs leading-6 whitespace-nowrap">
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
