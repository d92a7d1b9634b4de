import { lazy, Suspense } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { nextPath, signInPath } from '@/features/identity/next-path';
import { SignInPage } from '@/features/identity/SignInPage';
import { openSession, useSession } from '@/features/identity/session';
import { t } from '@/shared/i18n/t';
import { quietButton } from '@/shared/ui/buttons';
import { Mark, WarningIcon } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';

const SignedIn = lazy(() => import('./SignedIn'));

/** Who is there decides what is there: the way in, or the floor. */
export function App() {
  const session = useSession();
  const [path] = useLocation();
  const search = useSearch();
  const atDoor = path === '/sign-in';
  switch (session.status) {
    case 'unknown':
      return <Splash />;
    case 'unreachable':
      return <Unreachable />;
    case 'signed-out':
      return atDoor ? (
        <SignInPage ended={session.ended} />
      ) : (
        <Redirect to={signInPath(search === '' ? path : `${path}?${search}`)} replace />
      );
    case 'signed-in':
      if (atDoor) return <Redirect to={nextPath(search)} replace />;
      return (
        <Suspense fallback={<Splash />}>
          <SignedIn me={session.me} />
        </Suspense>
      );
  }
}

function Splash() {
  return (
    <div role="status" aria-label={t('app.loading')} className="grid h-dvh place-items-center">
      <Mark className="size-8 animate-[breathe_1.6s_ease-in-out_infinite]" />
    </div>
  );
}

function Unreachable() {
  return (
    <main className="grid h-dvh place-items-center">
      <Notice
        title={t('board.unreachableTitle')}
        lead={t('signIn.unreachable')}
        icon={<WarningIcon className="size-7" />}
        testId="unreachable"
      >
        <button type="button" className={quietButton} onClick={() => void openSession()}>
          {t('problem.retry')}
        </button>
      </Notice>
    </main>
  );
}
