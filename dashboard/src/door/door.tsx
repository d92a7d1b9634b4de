/** @jsxImportSource preact */
import { render } from 'preact';
import type { Me } from '@/features/identity/me';
import { openSession } from '@/features/identity/session';
import { t } from '@/shared/i18n/t';
import { quietButton } from '@/shared/ui/buttons';
import { JoinPage } from './JoinPage';
import { Mark } from './Mark';
import { SignInPage } from './SignInPage';

/**
 * What stands before the floor. Made with Preact, which is a tenth of React: whoever signs in on a slow line waits for
 * this and not for everything behind it (docs/decisions).
 */
export type DoorView =
  | { is: 'splash' }
  | { is: 'unreachable' }
  | { is: 'broken' }
  | { is: 'sign-in'; ended: boolean; onTyping: () => void }
  /** `me`: who is signed in already. */
  | { is: 'join'; token: string; me: Me | null };

export function showDoor(root: HTMLElement, view: DoorView): void {
  render(<Door view={view} />, root);
}

export function leaveDoor(root: HTMLElement): void {
  render(null, root);
}

function Door({ view }: { view: DoorView }) {
  switch (view.is) {
    case 'splash':
      return (
        <div role="status" aria-label={t('app.loading')} class="grid h-dvh place-items-center">
          <Mark class="size-8 animate-[breathe_1.6s_ease-in-out_infinite]" />
        </div>
      );
    case 'unreachable':
      return (
        <Trouble
          title={t('board.unreachableTitle')}
          lead={t('signIn.unreachable')}
          button={t('problem.retry')}
          onClick={() => void openSession()}
          testId="unreachable"
        />
      );
    case 'broken':
      return (
        <Trouble
          title={t('app.brokenTitle')}
          lead={t('app.brokenLead')}
          button={t('crash.reload')}
          onClick={() => window.location.reload()}
          testId="broken"
        />
      );
    case 'sign-in':
      return <SignInPage ended={view.ended} onTyping={view.onTyping} />;
    case 'join':
      return <JoinPage token={view.token} me={view.me} />;
  }
}

interface TroubleProps {
  title: string;
  lead: string;
  button: string;
  onClick: () => void;
  testId: string;
}

function Trouble({ title, lead, button, onClick, testId }: TroubleProps) {
  return (
    <main class="grid h-dvh place-items-center px-6" data-testid={testId}>
      <div class="flex max-w-md flex-col items-center text-center">
        <Mark class="mb-4 size-9" />
        <h1 class="text-[15px] font-semibold">{title}</h1>
        <p class="mt-1.5 mb-5 text-[13px] leading-5 text-balance text-ink-2">{lead}</p>
        <button type="button" class={quietButton} onClick={onClick}>
          {button}
        </button>
      </div>
    </main>
  );
}
