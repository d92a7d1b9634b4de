import { useSession } from './use-session';

/** From most to least; agents are bots and have no page. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

interface Row {
  /** As it stands in the scopes of a key. */
  pair: string;
  roles: readonly Role[];
}

const managers = ['owner', 'admin'] as const;
const workers = ['owner', 'admin', 'member'] as const;
const all = roles;

/**
 * The permission matrix (docs/security.md), as far as people's keys go. It tells whom to turn to and what a key can be
 * for; what one may oneself says `me`.
 */
const matrix = {
  VIEW_WORKSPACE: { pair: 'workspace:read', roles: all },
  RENAME_WORKSPACE: { pair: 'workspace:update', roles: managers },
  PUBLISH_DEFINITION: { pair: 'definition:create', roles: workers },
  START_RUN: { pair: 'run:create', roles: workers },
  CANCEL_RUN: { pair: 'run:update', roles: workers },
  CONFIGURE_AGENT: { pair: 'worker:configure', roles: workers },
  STEER_STEP: { pair: 'run:steer', roles: workers },
  COMMENT: { pair: 'comment:create', roles: all },
  ANSWER_GATE: { pair: 'gate:update', roles: workers },
  REGISTER_AGENT: { pair: 'worker:create', roles: workers },
  PAUSE_AGENT: { pair: 'worker:update', roles: workers },
  RETIRE_AGENT: { pair: 'worker:delete', roles: managers },
  MANAGE_AGENT_KEYS: { pair: 'worker:manage', roles: managers },
  MANAGE_OWN_KEYS: { pair: 'apikey:manage', roles: workers },
  VIEW_MEMBERS: { pair: 'member:read', roles: all },
  MANAGE_MEMBERS: { pair: 'member:manage', roles: managers },
  READ_AUDIT: { pair: 'audit:read', roles: managers },
} satisfies Record<string, Row>;

export type Permission = keyof typeof matrix;

export const permissions = Object.keys(matrix) as Permission[];

export function rolesWith(permission: Permission): readonly Role[] {
  return matrix[permission].roles;
}

export function pairOf(permission: Permission): string {
  return matrix[permission].pair;
}

export function useRole(): string {
  const session = useSession();
  return session.status === 'signed-in' ? session.me.role : '';
}

/** It decides what is shown, never what is allowed: that does the server. */
export function useMay(permission: Permission): boolean {
  const session = useSession();
  return session.status === 'signed-in' && session.me.permissions.includes(permission);
}
