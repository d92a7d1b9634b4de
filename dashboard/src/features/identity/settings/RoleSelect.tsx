import { t } from '@/shared/i18n/t';
import { inputLook } from '@/shared/ui/form';
import { ChevronDownIcon } from '@/shared/ui/icons';
import type { Role } from '../permissions';

interface RoleSelectProps {
  label: string;
  roles: readonly Role[];
  value: Role;
  onChange: (role: Role) => void;
}

/** In a row, where a label of its own has no room. */
export function RoleSelect({ label, roles, value, onChange }: RoleSelectProps) {
  return (
    <span className="relative">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value as Role)}
        className={`h-7 w-28 appearance-none pr-7 text-xs ${inputLook}`}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3" />
    </span>
  );
}
