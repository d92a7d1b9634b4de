import type { ReactNode } from 'react';
import { Problem } from '@/shared/api/problem';
import { t } from '@/shared/i18n/t';
import { quietButton } from './buttons';
import { WarningIcon } from './icons';

interface NoticeProps {
  title: string;
  lead?: string;
  icon?: ReactNode;
  children?: ReactNode;
  testId?: string;
}

/** What stands where content would: nothing yet, nothing found, or something went wrong. */
export function Notice({ title, lead, icon, children, testId }: NoticeProps) {
  return (
    <div
      data-testid={testId}
      className="mx-auto flex max-w-md animate-[appear_200ms_ease-out] flex-col items-center px-6 py-12 text-center"
    >
      {icon && <div className="mb-4 text-ink-3">{icon}</div>}
      <h2 className="text-[15px] font-semibold">{title}</h2>
      {lead && <p className="mt-1.5 text-[13px] leading-5 text-balance text-ink-2">{lead}</p>}
      {children && <div className="mt-5 w-full">{children}</div>}
    </div>
  );
}

export function Failure({ title, error, retry }: { title: string; error: unknown; retry?: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-3 text-[13px]">
      <WarningIcon className="size-4 shrink-0 text-blocked" />
      <span className="font-medium">{title}</span>
      <span className="text-ink-2">{describe(error)}</span>
      {retry && (
        <button type="button" className={quietButton} onClick={retry}>
          {t('problem.retry')}
        </button>
      )}
    </div>
  );
}

export function describe(error: unknown): string {
  if (!(error instanceof Problem)) return '';
  if (error.code === 'network') return t('problem.network');
  return t('problem.other', { code: error.code, detail: error.message });
}

/** Something that must be waited for, announced once. */
export function Waiting({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="status" aria-label={label}>
      {children}
    </div>
  );
}

/** The shape of a list that is on its way. */
export function ListSkeleton() {
  return (
    <Waiting label={t('app.loading')}>
      <div className="space-y-4">
        {[40, 64, 52].map((width) => (
          <div key={width} className="space-y-2">
            <div className="skeleton h-3.5" style={{ width: `${width}%` }} />
            <div className="skeleton h-2.5 w-1/4" />
          </div>
        ))}
      </div>
    </Waiting>
  );
}
