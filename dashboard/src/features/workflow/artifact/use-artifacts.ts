import { useMemo } from 'react';
import { type Loaded, useLoaded } from '@/shared/api/use-loaded';
import { useLive } from '@/shared/live/live-store';
import type { Artifact } from '@/shared/live/model';
import { loadArtifacts } from '../api/load-artifacts';

const none: readonly Artifact[] = [];

export interface Artifacts {
  data: readonly Artifact[];
  status: Loaded<unknown>['status'];
  error: unknown;
  retry: () => void;
}

/** Those that were there when the page opened, and those the socket has told of since. */
export function useArtifacts(runId: string): Artifacts {
  const snapshots = useLive((live) => live.floor.snapshots);
  const announced = useLive((live) => live.floor.artifacts[runId]) ?? none;
  const loaded = useLoaded(runId, (signal) => loadArtifacts(runId, signal), snapshots);
  const before = loaded.data ?? none;
  const data = useMemo(() => {
    const known = new Set(before.map((artifact) => artifact.id));
    return [...before, ...announced.filter((artifact) => !known.has(artifact.id))];
  }, [before, announced]);
  return { data, status: loaded.status, error: loaded.error, retry: loaded.retry };
}
