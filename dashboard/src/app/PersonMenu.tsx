import { Menu } from '@base-ui/react/menu';
import type { Me } from '@/features/identity/me';
import { leave } from '@/features/identity/session';
import { t } from '@/shared/i18n/t';
import { chooseTheme, type Theme, themes } from '@/shared/theme/theme';
import { useTheme } from '@/shared/theme/use-theme';
import { Avatar } from '@/shared/ui/Avatar';
import { CheckIcon, KeyboardIcon, SignOutIcon } from '@/shared/ui/icons';
import { menuItem, menuPopup } from './menu-look';

export function PersonMenu({ me, onShortcuts }: { me: Me; onShortcuts: () => void }) {
  const theme = useTheme();
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={t('person.menu', { name: me.person.name })}
        data-testid="person-menu"
        className="rounded-full p-0.5 transition-shadow hover:ring-2 hover:ring-line-strong"
      >
        <Avatar name={me.person.name} className="size-6.5 text-[11px]" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={6} className="z-50 outline-none">
          <Menu.Popup className={menuPopup}>
            <div className="px-2 pt-1.5 pb-2.5">
              <p className="truncate text-[13px] font-medium">{me.person.name}</p>
              <p className="truncate text-xs text-ink-3">{me.person.email}</p>
            </div>
            <Menu.Separator className="-mx-1.5 mb-1.5 h-px bg-line" />
            <Menu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(value as Theme)}>
              <Menu.GroupLabel className="px-2 pb-1 text-[11px] font-medium text-ink-3">
                {t('person.theme')}
              </Menu.GroupLabel>
              {themes.map((one) => (
                <Menu.RadioItem key={one} value={one} className={menuItem} closeOnClick={false}>
                  {t(`person.themes.${one}`)}
                  <Menu.RadioItemIndicator className="ml-auto">
                    <CheckIcon className="size-3.5 text-accent-ink" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="-mx-1.5 my-1.5 h-px bg-line" />
            <Menu.Item className={menuItem} onClick={onShortcuts}>
              <KeyboardIcon className="size-4 text-ink-3" />
              {t('person.shortcuts')}
            </Menu.Item>
            <Menu.Item className={menuItem} onClick={() => void leave()} data-testid="sign-out">
              <SignOutIcon className="size-4 text-ink-3" />
              {t('person.signOut')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
