/** Buttons and links that look like one, by weight. */

export const quietButton =
  'inline-flex h-7 items-center justify-center gap-1.5 rounded-md border border-line bg-card px-2.5 text-xs font-medium text-ink shadow-xs transition-colors hover:border-line-strong hover:bg-hover disabled:opacity-55';

export const primaryButton =
  'inline-flex h-8 items-center justify-center gap-1.5 rounded-md bg-accent px-3 text-[13px] font-medium whitespace-nowrap text-on-accent shadow-sm transition-[filter,opacity] hover:brightness-110 disabled:opacity-55 disabled:hover:brightness-100';

export const dangerButton =
  'inline-flex h-8 items-center justify-center gap-1.5 rounded-md bg-danger px-3 text-[13px] font-medium whitespace-nowrap text-on-accent shadow-sm transition-[filter,opacity] hover:brightness-110 disabled:opacity-55 disabled:hover:brightness-100';

export const iconButton =
  'grid size-7 shrink-0 place-items-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink disabled:opacity-55';
