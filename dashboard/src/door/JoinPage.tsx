/** @jsxImportSource preact */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { acceptInvitation } from '@/features/identity/api/accept-invitation';
import type { Me } from '@/features/identity/me';
import { openSession } from '@/features/identity/session';
import { Problem } from '@/shared/api/problem';
import { t, tn } from '@/shared/i18n/t';
import { DoorFrame, Field, PasswordField, Remark, SubmitButton } from './parts';
import { useCountdown } from './use-countdown';

interface JoinPageProps {
  /** Of the invitation; empty when the link was not copied whole. */
  token: string;
  /** Who is signed in already, be it the one who was invited or not. */
  me: Me | null;
}

/** Where an invitation's link leads: one form for who is new and for who has an account. */
export function JoinPage({ token, me }: JoinPageProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [blockedFor, block] = useCountdown();
  const blocked = blockedFor > 0;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || blocked) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const name = String(form.get('name')).trim();
      await acceptInvitation({ token, name, password: String(form.get('password')) });
      window.history.replaceState(null, '', '/');
      await openSession();
    } catch (error) {
      setProblem(error);
      if (error instanceof Problem && error.retryAfter !== null) block(error.retryAfter);
      setBusy(false);
    }
  };

  const at = (field: string) =>
    problem instanceof Problem ? problem.errors.find((one) => one.field === field)?.message : undefined;
  const known = at('name') !== undefined || at('password') !== undefined;
  return (
    <DoorFrame title={t('join.title')} heading={t('app.name')} lead={t('join.lead')} testId="join-page">
      {token === '' && <Remark>{t('join.incomplete')}</Remark>}
      {me !== null && <Remark>{t('join.signedInAs', { email: me.person.email })}</Remark>}
      {token !== '' && (
        <form method="post" onSubmit={submit} class="space-y-4">
          <Field
            label={t('join.name')}
            name="name"
            autoComplete="name"
            value={me?.person.name ?? ''}
            wrong={at('name') !== undefined}
            hint={at('name')}
            first
          />
          <PasswordField
            label={t('join.password')}
            name="password"
            autoComplete="new-password"
            wrong={at('password') !== undefined || isCode(problem, 'invalid_credentials')}
            hint={at('password') ?? t('join.passwordHint')}
          />
          <p
            role="alert"
            data-testid="join-error"
            class="text-[13px] leading-5 text-blocked-ink tabular-nums empty:hidden"
          >
            {blocked ? tn('signIn.tooMany', blockedFor) : known ? '' : explain(problem)}
          </p>
          <SubmitButton disabled={busy || blocked}>{t(busy ? 'join.accepting' : 'join.accept')}</SubmitButton>
        </form>
      )}
      {me !== null && (
        <p class="mt-6 text-center text-xs text-ink-3">
          {/* Loads the page anew: what stands here is the door. */}
          <a class="underline" href="/">
            {t('join.toBoard')}
          </a>
        </p>
      )}
    </DoorFrame>
  );
}

function isCode(problem: unknown, code: string): boolean {
  return problem instanceof Problem && problem.code === code;
}

function explain(problem: unknown): string {
  if (!(problem instanceof Problem)) return '';
  if (problem.code === 'network') return t('signIn.unreachable');
  if (problem.code === 'invitation_gone') return t('join.gone');
  if (problem.code === 'invalid_credentials') return t('join.wrongPassword');
  if (problem.status === 429) return t('signIn.tooManyLater');
  return t('join.failed', { code: problem.code, detail: problem.message });
}
