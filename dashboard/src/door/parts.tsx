/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '@/shared/i18n/t';
import { Mark } from './Mark';

const input =
  'h-10 w-full rounded-md border border-line-strong bg-card px-3 text-[15px] text-ink shadow-xs transition-colors placeholder:text-ink-3 hover:border-ink-3/60 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/40 aria-invalid:border-blocked sm:text-sm';

interface DoorFrameProps {
  /** Of the tab. */
  title: string;
  heading: string;
  lead: string;
  testId: string;
  children: ComponentChildren;
}

/** A page that is nothing but one form. */
export function DoorFrame({ title, heading, lead, testId, children }: DoorFrameProps) {
  useEffect(() => {
    document.title = t('app.title', { page: title });
  }, [title]);
  return (
    <main
      class="flex min-h-dvh flex-col items-center px-5 pt-[clamp(2.5rem,17vh,11rem)] pb-10"
      data-testid={testId}
    >
      <div class="w-full max-w-[340px]">
        <div class="mb-7 flex flex-col items-center text-center">
          <span class="mb-4 grid size-12 place-items-center rounded-xl border border-line bg-card shadow-sm">
            <Mark class="size-7" />
          </span>
          <h1 class="text-xl font-semibold tracking-tight">{heading}</h1>
          <p class="mt-1 text-sm text-ink-2">{lead}</p>
        </div>
        {children}
      </div>
    </main>
  );
}

export function Remark({ children }: { children: ComponentChildren }) {
  return (
    <p class="mb-4 rounded-md border border-line bg-sunken px-3 py-2 text-center text-[13px] text-ink-2">
      {children}
    </p>
  );
}

interface FieldProps {
  label: string;
  name: string;
  type?: 'text' | 'email';
  autoComplete: string;
  wrong: boolean;
  value?: string;
  /** What it is for, or what is wrong with it. */
  hint?: string | undefined;
  /** The focus begins here. */
  first?: boolean;
}

export function Field({
  label,
  name,
  type = 'text',
  autoComplete,
  wrong,
  value,
  hint,
  first = false,
}: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (first) field.current?.focus();
  }, [first]);
  return (
    <div>
      <label class="mb-1.5 block text-[13px] font-medium" for={name}>
        {label}
      </label>
      <input
        ref={field}
        class={input}
        id={name}
        defaultValue={value}
        // The types of an input are one union for each role that it can play.
        type={type as 'text'}
        name={name}
        autocomplete={autoComplete}
        autocapitalize={type === 'email' ? 'none' : undefined}
        spellcheck={false}
        required
        aria-invalid={wrong}
        aria-describedby={hint && `${name}-hint`}
      />
      <Hint of={name} text={hint} />
    </div>
  );
}

function Hint({ of, text }: { of: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p id={`${of}-hint`} class="mt-1.5 text-xs leading-4.5 text-ink-3">
      {text}
    </p>
  );
}

export function PasswordField({ label, name, autoComplete, wrong, hint }: FieldProps) {
  const [visible, setVisible] = useState(false);
  return (
    <div>
      <label class="mb-1.5 block text-[13px] font-medium" for={name}>
        {label}
      </label>
      <div class="relative">
        <input
          class={`${input} pr-16`}
          id={name}
          type={(visible ? 'text' : 'password') as 'password'}
          name={name}
          autocomplete={autoComplete}
          required
          aria-invalid={wrong}
          aria-describedby={hint && `${name}-hint`}
        />
        <button
          type="button"
          class="absolute inset-y-0 right-0 w-14 rounded-md text-xs font-medium text-ink-3 hover:text-ink"
          aria-label={t(visible ? 'signIn.hidePassword' : 'signIn.showPassword')}
          onClick={() => setVisible(!visible)}
        >
          {t(visible ? 'signIn.hide' : 'signIn.show')}
        </button>
      </div>
      <Hint of={name} text={hint} />
    </div>
  );
}

export function SubmitButton({ disabled, children }: { disabled: boolean; children: ComponentChildren }) {
  return (
    <button
      type="submit"
      disabled={disabled}
      class="h-10 w-full rounded-md bg-accent text-sm font-medium text-on-accent shadow-sm transition-[filter,opacity] hover:brightness-110 active:brightness-95 disabled:opacity-55 disabled:hover:brightness-100"
    >
      {children}
    </button>
  );
}
