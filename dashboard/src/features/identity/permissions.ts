import { useSession } from './use-session';

/** From most to least; agents are bots and have no page. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

/**
 * The part of the permission matrix (docs/security.md) that the page asks for, to tell people whom to turn to. What one
 * may oneself says `me`.
 */
const matrix = {
  RENAME_WORKSPACE: ['owner', 'admin'],
  PUBLISH_DEFINITION: ['owner', 'admin', 'member'],
  START_RUN: ['owner', 'admin', 'member'],
  CANCEL_RUN: ['owner', 'admin', 'member'],
  REGISTER_AGENT: ['owner', 'admin', 'member'],
  RETIRE_AGENT: ['owner', 'admin'],
  MANAGE_AGENT_KEYS: ['owner', 'admin'],
  MANAGE_OWN_KEYS: ['owner', 'admin', 'member'],
  MANAGE_MEMBERS: ['owner', 'admin'],
  READ_AUDIT: ['owner', 'admin'],
} satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof matrix;

export const permissions = Object.keys(matrix) as Permission[];

export function rolesWith(permission: Permission): readonly Role[] {
  return matrix[permission];
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
