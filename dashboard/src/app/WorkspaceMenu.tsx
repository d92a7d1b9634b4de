import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { loadWorkspaces } from '@/features/identity/api/workspaces';
import type { Me } from '@/features/identity/me';
import { changeWorkspace } from '@/features/identity/session';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { CheckIcon, ChevronDownIcon, PlusIcon, SettingsIcon } from '@/shared/ui/icons';
import { Failure, Waiting } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { menuItem, menuPopup } from './menu-look';

/** Where we are, and where else we could be: asked for when somebody opens it. */
export function WorkspaceMenu({ me }: { me: Me }) {
  const [open, setOpen] = useState(false);
  const [, navigate] = useLocation();
  return (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger
        data-testid="workspace"
        aria-label={t('workspace.menu', { name: me.workspace.name })}
        className="flex h-8 min-w-0 items-center gap-1 rounded-md px-1.5 text-sm font-semibold tracking-tight transition-colors hover:bg-hover"
      >
        <span className="truncate">{me.workspace.name}</span>
        <ChevronDownIcon className="size-3.5 shrink-0 text-ink-3" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" sideOffset={6} className="z-50 outline-none">
          <Menu.Popup className={menuPopup}>
            {open && <Workspaces />}
            <Menu.Separator className="-mx-1.5 my-1.5 h-px bg-line" />
            <Menu.Item className={menuItem} onClick={() => navigate('/settings/members')}>
              <SettingsIcon className="size-4 text-ink-3" />
              {t('workspace.settings')}
            </Menu.Item>
            <Menu.Item className={menuItem} onClick={() => navigate('/settings/workspace')}>
              <PlusIcon className="size-4 text-ink-3" />
              {t('workspace.new')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Workspaces() {
  const workspaces = useLoaded('workspaces', loadWorkspaces);
  const change = useAction(changeWorkspace);
  if (workspaces.status === 'loading') {
    return (
      <Waiting label={t('app.loading')}>
        <div className="skeleton mx-2 my-2 h-4 w-40" />
      </Waiting>
    );
  }
  if (workspaces.status === 'failed') {
    return <Failure title={t('workspace.failed')} error={workspaces.error} retry={workspaces.retry} />;
  }
  const here = workspaces.data.find((one) => one.active)?.slug;
  return (
    <>
      <Menu.RadioGroup value={here} onValueChange={(slug) => void change.run(slug)} disabled={change.busy}>
        <Menu.GroupLabel className="px-2 pt-1 pb-1 text-[11px] font-medium text-ink-3">
          {t('workspace.switch')}
        </Menu.GroupLabel>
        {workspaces.data.map(({ slug, name, role }) => (
          <Menu.RadioItem
            key={slug}
            value={slug}
            className={menuItem}
            closeOnClick={false}
            data-testid={`workspace-${slug}`}
          >
            <span className="truncate">{name}</span>
            <span className="shrink-0 text-xs text-ink-3">{t(`roles.${role}`)}</span>
            <Menu.RadioItemIndicator className="ml-auto">
              <CheckIcon className="size-3.5 text-accent-ink" />
            </Menu.RadioItemIndicator>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      {change.error !== null && <Failure title={t('workspace.notChanged')} error={change.error} />}
    </>
  );
}
