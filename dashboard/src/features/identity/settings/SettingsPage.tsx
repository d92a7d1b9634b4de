import { Link, Redirect } from 'wouter';
import { t } from '@/shared/i18n/t';
import { useTitle } from '@/shared/ui/use-title';
import { AuditSection } from './AuditSection';
import { KeysSection } from './KeysSection';
import { MembersSection } from './MembersSection';
import { ProfileSection } from './ProfileSection';
import { SignInsSection } from './SignInsSection';
import { WorkspaceSection } from './WorkspaceSection';

/** What is one's own, then what is everybody's. */
const sections = ['profile', 'sessions', 'keys', 'workspace', 'members', 'audit'] as const;
type Section = (typeof sections)[number];

export default function SettingsPage({ section }: { section: string }) {
  const here = sections.find((one) => one === section);
  useTitle(
    here === undefined ? t('settings.title') : t('settings.titleOf', { section: t(`settings.${here}`) }),
  );
  if (here === undefined) return <Redirect to="/settings/profile" replace />;
  return (
    <div className="h-full overflow-y-auto" data-testid="settings-page">
      <div className="mx-auto flex max-w-5xl flex-col gap-x-10 px-4 pb-12 sm:px-6 md:flex-row">
        <nav aria-label={t('settings.title')} className="shrink-0 md:w-44 md:pt-14">
          <h1 className="flex h-14 items-center text-[15px] font-semibold md:-mt-14">
            {t('settings.title')}
          </h1>
          <ul className="-mx-1 mb-4 flex flex-wrap gap-1 md:mx-0 md:flex-col">
            {sections.map((one) => (
              <li key={one}>
                <Link
                  href={`/settings/${one}`}
                  aria-current={one === here ? 'page' : undefined}
                  className={`flex h-8 items-center rounded-md px-2.5 text-[13px] whitespace-nowrap transition-colors ${one === here ? 'bg-hover font-medium' : 'text-ink-2 hover:bg-hover hover:text-ink'}`}
                >
                  {t(`settings.${one}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 flex-1 md:pt-14" data-testid={`settings-${here}`}>
          <Body section={here} />
        </div>
      </div>
    </div>
  );
}

function Body({ section }: { section: Section }) {
  switch (section) {
    case 'profile':
      return <ProfileSection />;
    case 'sessions':
      return <SignInsSection />;
    case 'keys':
      return <KeysSection />;
    case 'workspace':
      return <WorkspaceSection />;
    case 'members':
      return <MembersSection />;
    case 'audit':
      return <AuditSection />;
  }
}
