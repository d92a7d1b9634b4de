interface AvatarProps {
  name: string;
  emoji?: string | null | undefined;
  color?: string | null | undefined;
  /** Tailwind size and text size. */
  className?: string;
}

/** An agent's face: its emoji on its colour, or its initials on a colour drawn from its name. */
export function Avatar({ name, emoji, color, className = 'size-5 text-[11px]' }: AvatarProps) {
  const background = isColor(color) ? color : `hsl(${hueOf(name)} 55% 52%)`;
  return (
    <span
      aria-hidden="true"
      // Painted, not written: a face is not a part of its button's name.
      data-face={emoji || initials(name)}
      className={`inline-grid before:content-[attr(data-face)] shrink-0 place-items-center rounded-full leading-none font-semibold text-white select-none ${className}`}
      style={
        emoji ? { background: `color-mix(in oklab, ${background} 26%, var(--bg-card))` } : { background }
      }
    />
  );
}

function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0]];
  return letters.map((word) => [...(word ?? '?')][0]?.toUpperCase()).join('');
}

function hueOf(name: string): number {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 3600;
  return hash % 360;
}

/** A colour comes from whoever registered the agent: only plain notations go into a style. */
function isColor(color: string | null | undefined): color is string {
  return color != null && /^(#[0-9a-f]{3,8}|[a-z]{3,20}|(hsl|rgb)a?\([\d\s.,%/deg]+\))$/i.test(color);
}
