export type Tone = 'todo' | 'progress' | 'done' | 'blocked' | 'warning';

const ink: Record<Tone, string> = {
  todo: 'text-todo-ink',
  progress: 'text-progress-ink',
  done: 'text-done-ink',
  blocked: 'text-blocked-ink',
  warning: 'text-warning-ink',
};

const tint: Record<Tone, string> = {
  todo: 'bg-todo/18',
  progress: 'bg-progress/14',
  done: 'bg-done/15',
  blocked: 'bg-blocked/14',
  warning: 'bg-warning/16',
};

const stroke: Record<Tone, string> = {
  todo: 'text-todo',
  progress: 'text-progress',
  done: 'text-done',
  blocked: 'text-blocked',
  warning: 'text-warning',
};

export type Glyph = 'dashed' | 'ring' | 'pie' | 'check' | 'cross' | 'pause' | 'slash';

interface GlyphProps {
  tone: Tone;
  glyph: Glyph;
  className?: string;
}

/** A state told by shape first and colour second. */
export function StateGlyph({ tone, glyph, className = 'size-3.5' }: GlyphProps) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={`shrink-0 ${stroke[tone]} ${className}`}>
      {shape(glyph)}
    </svg>
  );
}

function shape(glyph: Glyph) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;
  const cut = {
    fill: 'none',
    stroke: 'var(--bg-card)',
    strokeWidth: 1.6,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  switch (glyph) {
    case 'dashed':
      return <circle cx="7" cy="7" r="5.5" {...line} strokeDasharray="2.2 2.1" />;
    case 'ring':
      return <circle cx="7" cy="7" r="5.5" {...line} />;
    case 'pie':
      return (
        <>
          <circle cx="7" cy="7" r="5.5" {...line} opacity="0.35" />
          <path
            d="M7 1.5a5.5 5.5 0 0 1 5.5 5.5"
            {...line}
            strokeLinecap="round"
            className="origin-center animate-[spin-slow_1.4s_linear_infinite]"
          />
          <circle cx="7" cy="7" r="2.2" fill="currentColor" />
        </>
      );
    case 'check':
      return (
        <>
          <circle cx="7" cy="7" r="6.25" fill="currentColor" />
          <path d="m4.4 7.2 1.8 1.8 3.5-3.8" {...cut} />
        </>
      );
    case 'cross':
      return (
        <>
          <circle cx="7" cy="7" r="6.25" fill="currentColor" />
          <path d="m5 5 4 4M9 5 5 9" {...cut} />
        </>
      );
    case 'pause':
      return (
        <>
          <circle cx="7" cy="7" r="6.25" fill="currentColor" />
          <path d="M5.6 5v4M8.4 5v4" {...cut} />
        </>
      );
    case 'slash':
      return (
        <>
          <circle cx="7" cy="7" r="5.5" {...line} />
          <path d="m3.6 10.4 6.8-6.8" {...line} />
        </>
      );
  }
}

interface BadgeProps {
  tone: Tone;
  glyph: Glyph;
  label: string;
  testId?: string;
}

export function Badge({ tone, glyph, label, testId }: BadgeProps) {
  return (
    <span
      data-testid={testId}
      className={`inline-flex h-5 shrink-0 items-center gap-1 rounded-full pr-2 pl-1 text-[11px] font-medium whitespace-nowrap ${ink[tone]} ${tint[tone]}`}
    >
      <StateGlyph tone={tone} glyph={glyph} className="size-3" />
      {label}
    </span>
  );
}
