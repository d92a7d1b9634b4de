import { getBlob, getText } from '@/shared/api/http';

export function artifactPath(id: string, inline = false): string {
  return `/api/artifacts/${encodeURIComponent(id)}${inline ? '?inline=1' : ''}`;
}

export function loadArtifactText(id: string, signal: AbortSignal): Promise<string> {
  return getText(artifactPath(id, true), signal);
}

export function loadArtifactBlob(id: string, signal: AbortSignal): Promise<Blob> {
  return getBlob(artifactPath(id, true), signal);
}
