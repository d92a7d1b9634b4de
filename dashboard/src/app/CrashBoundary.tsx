import { Component, type ReactNode } from 'react';
import { t } from '@/shared/i18n/t';
import { primaryButton } from '@/shared/ui/buttons';
import { WarningIcon } from '@/shared/ui/icons';
import { Notice } from '@/shared/ui/states';

/** The last resort: one clear page instead of an empty one. */
export class CrashBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="grid h-dvh place-items-center">
        <Notice title={t('crash.title')} lead={t('crash.lead')} icon={<WarningIcon className="size-7" />}>
          <button type="button" className={primaryButton} onClick={() => window.location.reload()}>
            {t('crash.reload')}
          </button>
          <pre className="mt-5 max-h-40 overflow-auto rounded-lg bg-sunken p-3 text-left font-mono text-[11px] whitespace-pre-wrap text-ink-2">
            {String(error)}
          </pre>
        </Notice>
      </main>
    );
  }
}
