/** @jsxImportSource preact */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { signIn } from '@/features/identity/api/sign-in';
import { enter } from '@/features/identity/session';
import { Problem } from '@/shared/api/problem';
import { t, tn } from '@/shared/i18n/t';
import { DoorFrame, Field, PasswordField, Remark, SubmitButton } from './parts';
import { useCountdown } from './use-countdown';

interface SignInPageProps {
  /** A sign-in has run out; it was not ended by somebody. */
  ended: boolean;
  onTyping: () => void;
}

export function SignInPage({ ended, onTyping }: SignInPageProps) {
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
      enter(await signIn(String(form.get('email')).trim(), String(form.get('password'))));
    } catch (error) {
      setProblem(error);
      if (error instanceof Problem && error.retryAfter !== null) block(error.retryAfter);
      setBusy(false);
    }
  };

  const limited = problem instanceof Problem && problem.status === 429;
  const message = limited && blocked ? tn('signIn.tooMany', blockedFor) : explain(problem, limited);
  const wrong = problem !== null && !limited;
  return (
    <DoorFrame
      title={t('signIn.title')}
      heading={t('app.name')}
      lead={t('signIn.lead')}
      testId="sign-in-page"
    >
      {ended && problem === null && <Remark>{t('signIn.ended')}</Remark>}
      <form method="post" onSubmit={submit} onInput={onTyping} class="space-y-4">
        <Field
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          wrong={wrong}
          first
        />
        <PasswordField
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          wrong={wrong}
        />
        <p
          role="alert"
          data-testid="sign-in-error"
          class="min-h-5 text-[13px] leading-5 text-blocked-ink tabular-nums empty:hidden"
        >
          {message}
        </p>
        <SubmitButton disabled={busy || blocked}>
          {t(busy ? 'signIn.submitting' : 'signIn.submit')}
        </SubmitButton>
      </form>
      <p class="mt-6 text-center text-xs leading-5 text-ink-3">
        {t('signIn.firstTime', { file: 'first-sign-in.json' })}
      </p>
    </DoorFrame>
  );
}

function explain(problem: unknown, limited: boolean): string {
  if (problem === null) return '';
  if (!(problem instanceof Problem)) return t('signIn.failed', { code: 'error', detail: String(problem) });
  if (limited) return problem.retryAfter === null ? t('signIn.tooManyLater') : '';
  if (problem.code === 'network') return t('signIn.unreachable');
  if (problem.status === 401) return t('signIn.wrong');
  return t('signIn.failed', { code: problem.code, detail: problem.message });
}
