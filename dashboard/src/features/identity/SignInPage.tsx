import { type FormEvent, useState } from 'react';
import { Problem } from '@/shared/api/problem';
import { t, tn } from '@/shared/i18n/t';
import { useNow } from '@/shared/time/clock';
import { EyeIcon, EyeOffIcon, Mark } from '@/shared/ui/icons';
import { useTitle } from '@/shared/ui/use-title';
import { signIn } from './api/sign-in';
import { enter } from './session';

const field =
  'h-10 w-full rounded-md border border-line-strong bg-card px-3 text-[15px] text-ink shadow-xs transition-colors placeholder:text-ink-3 hover:border-ink-3/60 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/40 sm:text-sm';

export function SignInPage({ ended }: { ended: boolean }) {
  useTitle(t('signIn.title'));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const [visible, setVisible] = useState(false);
  const blockedFor = Math.ceil((blockedUntil - useNow()) / 1000);
  const blocked = blockedFor > 0;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || blocked) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      enter(await signIn(String(form.get('email')).trim(), String(form.get('password'))));
    } catch (error) {
      setProblem(error);
      if (error instanceof Problem && error.retryAfter !== null) {
        setBlockedUntil(Date.now() + error.retryAfter * 1000);
      }
      setBusy(false);
    }
  };

  const limited = problem instanceof Problem && problem.status === 429;
  const message = limited && blocked ? tn('signIn.tooMany', blockedFor) : explain(problem, limited);
  return (
    <main
      className="flex min-h-dvh flex-col items-center px-5 pt-[clamp(2.5rem,17vh,11rem)] pb-10"
      data-testid="sign-in-page"
    >
      <div className="w-full max-w-[340px]">
        <div className="mb-7 flex flex-col items-center text-center">
          <span className="mb-4 grid size-12 place-items-center rounded-xl border border-line bg-card shadow-sm">
            <Mark className="size-7" />
          </span>
          <h1 className="text-xl font-semibold tracking-tight">{t('app.name')}</h1>
          <p className="mt-1 text-sm text-ink-2">{t('signIn.lead')}</p>
        </div>
        {ended && problem === null && (
          <p className="mb-4 rounded-md border border-line bg-sunken px-3 py-2 text-center text-[13px] text-ink-2">
            {t('signIn.ended')}
          </p>
        )}
        <form method="post" onSubmit={submit} className="space-y-4">
          <label className="block">
            <span className="mb-1.5 block text-[13px] font-medium">{t('signIn.email')}</span>
            <input
              className={field}
              type="email"
              name="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              // biome-ignore lint/a11y/noAutofocus: the page is nothing but this form
              autoFocus
              aria-invalid={problem !== null && !limited}
            />
          </label>
          <div>
            <label className="mb-1.5 block text-[13px] font-medium" htmlFor="password">
              {t('signIn.password')}
            </label>
            <div className="relative">
              <input
                className={`${field} pr-10`}
                id="password"
                type={visible ? 'text' : 'password'}
                name="password"
                autoComplete="current-password"
                required
                aria-invalid={problem !== null && !limited}
              />
              <button
                type="button"
                className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-ink-3 hover:text-ink"
                aria-label={t(visible ? 'signIn.hidePassword' : 'signIn.showPassword')}
                onClick={() => setVisible(!visible)}
              >
                {visible ? <EyeOffIcon className="size-4" /> : <EyeIcon className="size-4" />}
              </button>
            </div>
          </div>
          <p
            role="alert"
            data-testid="sign-in-error"
            className="min-h-5 text-[13px] leading-5 text-blocked-ink tabular-nums empty:hidden"
          >
            {message}
          </p>
          <button
            type="submit"
            disabled={busy || blocked}
            className="h-10 w-full rounded-md bg-accent text-sm font-medium text-on-accent shadow-sm transition-[filter,opacity] hover:brightness-110 active:brightness-95 disabled:opacity-55 disabled:hover:brightness-100"
          >
            {t(busy ? 'signIn.submitting' : 'signIn.submit')}
          </button>
        </form>
        <p className="mt-6 text-center text-xs leading-5 text-ink-3">
          {t('signIn.firstTime', { file: 'first-sign-in.json' })}
        </p>
      </div>
    </main>
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
