import type { ReactNode } from 'react';

interface PartProps {
  title: string;
  lead?: string;
  /** Beside the title, such as a button. */
  action?: ReactNode;
  children: ReactNode;
}

/** One matter of a settings page, in a frame of its own. */
export function Part({ title, lead, action, children }: PartProps) {
  return (
    <section aria-label={title} className="mb-4 rounded-[10px] border border-line bg-card shadow-card">
      <header className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-[13px] font-semibold">{title}</h2>
          {lead && <p className="mt-0.5 text-xs text-ink-3">{lead}</p>}
        </div>
        {action}
      </header>
      <div className="px-4 py-4">{children}</div>
    </section>
  );
}

/** What was done, said where it was asked for. */
export function Done({ text }: { text: string | false }) {
  return (
    <span role="status" className="text-xs text-done-ink">
      {text}
    </span>
  );
}
