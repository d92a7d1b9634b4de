import { useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { formatMoment, t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import type { Agent } from '@/shared/live/model';
import { quietButton } from '@/shared/ui/buttons';
import { ControlWord } from '@/shared/ui/ControlWord';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { type AgentSettings as Kept, loadAgentSettings, saveAgentSettings } from './api/agent-settings';

/** What people set for an agent, as JSON, and which of its processes have taken in the last change. */
export function AgentSettings({ agent }: { agent: Agent }) {
  const kept = useLoaded(agent.id, (signal) => loadAgentSettings(agent.id, signal));
  const told = useLive((live) => live.floor.controls[agent.id]);
  if (kept.status === 'loading') return <p className="text-xs text-ink-3">{t('app.loading')}</p>;
  if (kept.status === 'failed')
    return <Failure title={t('settingsOf.loadFailed')} error={kept.error} retry={kept.retry} />;
  return (
    <>
      <SettingsForm agent={agent} kept={kept.data} />
      <ul className="mt-3 space-y-1">
        {Object.values(told ?? {}).map((control) => (
          <li
            key={control.instance}
            className="flex items-baseline gap-2 text-xs"
            data-testid="settings-told"
          >
            <span className="font-mono text-[11px]">{control.instance}</span>
            <ControlWord control={control} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SettingsForm({ agent, kept }: { agent: Agent; kept: Kept }) {
  const [text, setText] = useState(() => JSON.stringify(kept.settings, null, 2));
  const settings = objectIn(text);
  const save = useAction(async () => {
    if (settings !== null) await saveAgentSettings(agent.id, settings);
  });
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <TextArea
        label={t('settingsOf.label')}
        hint={hint(kept)}
        error={settings === null ? t('settingsOf.wrong') : undefined}
        rows={6}
        spellCheck={false}
        className="font-mono"
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="settings-text"
      />
      {save.error !== null && <Failure title={t('settingsOf.failed')} error={save.error} />}
      <button
        type="submit"
        className={`${quietButton} h-8`}
        disabled={save.busy || settings === null}
        data-testid="settings-save"
      >
        {t('settingsOf.save')}
      </button>
    </form>
  );
}

function hint({ changed_at, changed_by }: Kept): string {
  if (changed_at === null) return t('settingsOf.hint');
  return t('settingsOf.changed', {
    at: formatMoment(changed_at),
    name: changed_by?.name ?? t('steer.somebody'),
  });
}

/** Null when the text is no JSON object. */
function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
