import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '@/features/identity/me';
import { t } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useAnnouncement } from '@/shared/ui/announcer';
import { Mark } from '@/shared/ui/icons';
import { ConnectionState } from './ConnectionState';
import { PersonMenu } from './PersonMenu';
import { type Place, places } from './places';
import { ShortcutsDialog } from './ShortcutsDialog';
import { WorkspaceMenu } from './WorkspaceMenu';

export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const [path, navigate] = useLocation();
  const [help, setHelp] = useState(false);
  const content = useFocusOnArrival(path);
  useKeys({
    '?': () => setHelp(true),
    ...Object.fromEntries(places.map((place) => [`g ${place.key}`, () => navigate(place.href)])),
  });
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-1.5 text-sm text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('app.skipToContent')}
      </a>
      <header className="relative z-30 flex h-12 shrink-0 items-center gap-1 border-b border-line bg-bg px-3 sm:px-4">
        <Link href="/" aria-label={t('nav.board')} className="shrink-0 rounded-md p-1">
          <Mark className="size-6" />
        </Link>
        <div className="flex min-w-10 shrink sm:mr-3">
          <WorkspaceMenu me={me} />
        </div>
        <nav aria-label={t('nav.label')} className="flex shrink-0 gap-0.5">
          {places.map((place) => (
            <PlaceLink key={place.href} place={place} here={place.holds(path)} />
          ))}
        </nav>
        <div className="ml-auto flex shrink-0 items-center gap-1.5 sm:gap-2">
          <ConnectionState />
          <PersonMenu me={me} onShortcuts={() => setHelp(true)} />
        </div>
      </header>
      <main ref={content} id="content" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        {children}
      </main>
      <Announcements />
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
    </div>
  );
}

function PlaceLink({ place, here }: { place: Place; here: boolean }) {
  return (
    <Link
      href={place.href}
      aria-current={here ? 'page' : undefined}
      className={`flex h-8 items-center gap-1.5 rounded-md px-2 text-[13px] font-medium transition-colors ${here ? 'bg-hover text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink'}`}
    >
      {place.icon}
      <span className="sr-only sm:not-sr-only">{t(place.label)}</span>
    </Link>
  );
}

/** Who goes to another page by keys goes on there, and not in the navigation that led there. */
function useFocusOnArrival(path: string) {
  const content = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    // A page that begins with a field of its own has taken the focus already.
    if (content.current?.contains(document.activeElement) === false) content.current.focus();
  }, [path]);
  return content;
}

function Announcements() {
  const text = useAnnouncement();
  return (
    <p aria-live="polite" className="sr-only" data-testid="announcement">
      {text}
    </p>
  );
}
