import { t } from '@/shared/i18n/t';

export const emojis = [
  ...(['🤖', '🦊', '🐙', '🦉', '🐝', '🦅', '🐬', '🐢', '🦁', '🐼', '🐧', '🦎'] as const),
  ...(['💻', '🔧', '🔍', '📝', '🧠', '📈', '🎨', '🚀', '💬', '🎯', '📊', '✨'] as const),
] as const;

/** Each with a name, since a colour says nothing to who cannot see it. */
const named = [
  ['#2563eb', 'blue'],
  ['#7c3aed', 'violet'],
  ['#db2777', 'pink'],
  ['#dc2626', 'red'],
  ['#ea580c', 'orange'],
  ['#ca8a04', 'yellow'],
  ['#16a34a', 'green'],
  ['#0d9488', 'teal'],
  ['#0891b2', 'cyan'],
  ['#64748b', 'grey'],
] as const;

export const colors = named.map(([color]) => color) as [string, ...string[]];

interface LookPickerProps {
  emoji: string;
  color: string;
  onEmoji: (emoji: string) => void;
  onColor: (color: string) => void;
}

/** Radio buttons, drawn as what they choose. */
export function LookPicker({ emoji, color, onEmoji, onColor }: LookPickerProps) {
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">{t('agents.emoji')}</legend>
        <div className="flex flex-wrap gap-1">
          {emojis.map((one) => (
            <label key={one} className={choice}>
              <input
                type="radio"
                name="emoji"
                value={one}
                checked={one === emoji}
                onChange={() => onEmoji(one)}
                className="sr-only"
              />
              <span className="text-lg leading-none">{one}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">{t('agents.color')}</legend>
        <div className="flex flex-wrap gap-1">
          {named.map(([one, name]) => (
            <label key={one} className={choice}>
              <input
                type="radio"
                name="color"
                value={one}
                aria-label={t(`agents.colors.${name}`)}
                checked={one === color}
                onChange={() => onColor(one)}
                className="sr-only"
              />
              <span aria-hidden="true" className="size-5 rounded-full" style={{ background: one }} />
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

const choice =
  'grid size-9 cursor-pointer place-items-center rounded-md border border-transparent transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent/10 has-focus-visible:outline-2 has-focus-visible:outline-accent';
