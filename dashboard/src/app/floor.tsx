import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useSession } from '@/features/identity/use-session';
import { CrashBoundary } from './CrashBoundary';
import { SignedIn } from './SignedIn';

/** Everything behind the door. Returns how to leave it. */
export function openFloor(root: HTMLElement): () => void {
  const floor = createRoot(root);
  floor.render(
    <StrictMode>
      <CrashBoundary>
        <Floor />
      </CrashBoundary>
    </StrictMode>,
  );
  return () => floor.unmount();
}

function Floor() {
  const session = useSession();
  return session.status === 'signed-in' ? <SignedIn me={session.me} /> : null;
}
