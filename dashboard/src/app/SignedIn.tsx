import { useEffect, useState } from 'react';
import BoardPage from '@/features/board/BoardPage';
import type { Me } from '@/features/identity/me';
import { endSession, lookAgain, stillSignedIn } from '@/features/identity/session';
import { LiveConnectionProvider } from '@/shared/live/connection-context';
import { LiveConnection } from '@/shared/live/live-connection';
import { resetLive, useLive } from '@/shared/live/live-store';
import { Pages } from './Pages';
import { Shell } from './Shell';

function socketUrl(workspace: string): string {
  const origin = window.location.origin.replace(/^http/, 'ws');
  return `${origin}/ws/board?workspace=${encodeURIComponent(workspace)}`;
}

/** The floor: one connection for as long as somebody is signed in, and the pages that read what it brings. */
export function SignedIn({ me }: { me: Me }) {
  const [connection] = useState(
    () => new LiveConnection({ url: socketUrl(me.workspace.slug), stillSignedIn }),
  );
  const signedOut = useLive((live) => live.connection.status === 'signed-out');

  useEffect(() => {
    connection.start();
    return () => {
      connection.stop();
      resetLive();
    };
  }, [connection]);

  const members = useLive((live) => live.floor.members);
  useEffect(() => {
    if (members > 0) void lookAgain();
  }, [members]);

  useEffect(() => {
    if (signedOut) endSession(true);
  }, [signedOut]);

  return (
    <LiveConnectionProvider value={connection}>
      <Shell me={me}>
        <Pages board={<BoardPage />} />
      </Shell>
    </LiveConnectionProvider>
  );
}
