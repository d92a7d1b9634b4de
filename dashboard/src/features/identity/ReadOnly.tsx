import type { ReactNode } from 'react';
import { t } from '@/shared/i18n/t';
import { EyeIcon } from '@/shared/ui/icons';
import { type Permission, type Role, roles, rolesWith, useMay, useRole } from './permissions';

/** Something to do, for those who may; the others see nothing of it. */
export function Allowed({ to, children }: { to: Permission; children: ReactNode }) {
  return useMay(to) ? children : null;
}

/** Why there is nothing to do here, for those who may not; nothing for those who may. */
export function ReadOnly({ without, className = '' }: { without: Permission; className?: string }) {
  const allowed = useMay(without);
  const role = useRole();
  if (allowed) return null;
  const own = roles.find((one): one is Role => one === role);
  return (
    <p
      data-testid={`read-only-${without}`}
      className={`flex items-center gap-2 rounded-lg border border-line bg-sunken px-3 py-2 text-xs text-ink-2 ${className}`}
    >
      <EyeIcon className="size-4 shrink-0 text-ink-3" />
      {t('roles.readOnly', {
        role: own === undefined ? role : t(`roles.${own}`),
        what: t(`permissions.${without}`),
        who: rolesWith(without)
          .map((one) => t(`roles.${one}`))
          .join(', '),
      })}
    </p>
  );
}
