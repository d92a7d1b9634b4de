import { Dialog } from '@base-ui/react/dialog';
import { Fragment } from 'react';
import { type MessageKey, t } from '@/shared/i18n/t';
import { CloseIcon } from '@/shared/ui/icons';
import { places } from './places';

interface Shortcut {
  label: MessageKey;
  keys: readonly string[];
  between: MessageKey;
}

const or: MessageKey = 'shortcuts.or';
const then: MessageKey = 'shortcuts.then';
const groups: readonly { title: MessageKey; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'shortcuts.everywhere',
    shortcuts: [
      { label: 'shortcuts.help', keys: ['?'], between: or },
      ...places.map((place) => ({ label: place.goes, keys: ['g', place.key], between: then })),
    ],
  },
  {
    title: 'shortcuts.board',
    shortcuts: [
      { label: 'shortcuts.filter', keys: ['/'], between: or },
      { label: 'shortcuts.move', keys: ['↑ ↓ ← →', 'h j k l'], between: or },
      { label: 'shortcuts.open', keys: ['Enter'], between: or },
      { label: 'shortcuts.cancel', keys: ['x'], between: or },
    ],
  },
  {
    title: 'shortcuts.workflows',
    shortcuts: [
      { label: 'shortcuts.new', keys: ['n'], between: or },
      { label: 'shortcuts.start', keys: ['s'], between: or },
      { label: 'shortcuts.edit', keys: ['e'], between: or },
    ],
  },
  {
    title: 'shortcuts.run',
    shortcuts: [
      { label: 'shortcuts.step', keys: ['j', 'k'], between: or },
      { label: 'shortcuts.tabs', keys: ['1', '2', '3', '4', '5', '6'], between: or },
      { label: 'shortcuts.follow', keys: ['f'], between: or },
      { label: 'shortcuts.cancel', keys: ['x'], between: or },
      { label: 'shortcuts.back', keys: ['Esc'], between: or },
    ],
  },
];

export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-black/30 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/60" />
        <Dialog.Popup
          data-testid="shortcuts"
          className="fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(440px,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-2xl border border-line bg-card p-5 shadow-lifted outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
        >
          <div className="flex items-center">
            <Dialog.Title className="text-[15px] font-semibold">{t('shortcuts.title')}</Dialog.Title>
            <Dialog.Close
              aria-label={t('shortcuts.close')}
              className="ml-auto grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <CloseIcon />
            </Dialog.Close>
          </div>
          {groups.map((group) => (
            <section key={group.title} className="mt-4">
              <h3 className="mb-1 text-[11px] font-medium text-ink-3">{t(group.title)}</h3>
              <dl>
                {group.shortcuts.map((shortcut) => (
                  <div key={shortcut.label} className="flex h-8 items-center text-[13px]">
                    <dt className="text-ink-2">{t(shortcut.label)}</dt>
                    <dd className="ml-auto flex items-center gap-1.5 text-[11px] text-ink-3">
                      {shortcut.keys.map((key, i) => (
                        <Fragment key={key}>
                          {i > 0 && t(shortcut.between)}
                          <kbd className="min-w-5.5 rounded-[5px] border border-line bg-sunken px-1.5 py-0.5 text-center font-sans text-[11px] text-ink shadow-xs">
                            {key}
                          </kbd>
                        </Fragment>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
