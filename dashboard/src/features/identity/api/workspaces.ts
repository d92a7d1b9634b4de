import { get, patch, post, put } from '@/shared/api/http';
import type { Schema } from '@/shared/api/schema';
import type { Role } from '../permissions';

export type Workspace = Schema<'Workspace'> & { role: Role };

/** Those that one is a member of. */
export function loadWorkspaces(signal: AbortSignal): Promise<Workspace[]> {
  return get<Workspace[]>('/api/workspaces', signal);
}

/** For this sign-in, from now on. */
export function chooseWorkspace(slug: string): Promise<void> {
  return put('/api/auth/workspace', { workspace: slug });
}

/** Whoever makes it is its owner. */
export function createWorkspace(name: string): Promise<Workspace> {
  return post<Workspace>('/api/workspaces', { name });
}

export function renameWorkspace(slug: string, name: string): Promise<Workspace> {
  return patch<Workspace>(`/api/workspaces/${encodeURIComponent(slug)}`, { name });
}
