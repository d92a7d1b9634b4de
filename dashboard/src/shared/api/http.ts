import { Problem } from './problem';

let csrfToken: string | null = null;
let workspace: string | null = null;
let onUnauthenticated: () => void = () => {};

/** The token of `me`; it goes with every call that changes something. */
export function sendCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Every call names it: another tab of the same sign-in may have gone to another. Null leaves it to the sign-in. */
export function callIn(slug: string | null): void {
  workspace = slug;
}

/** Called whenever the server says that we are not signed in (any more). */
export function whenUnauthenticated(listener: () => void): void {
  onUnauthenticated = listener;
}

/** Answers the `data` of the envelope. Throws a {@link Problem} for everything else. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(path, { headers: { Accept: 'application/json' }, signal: signal ?? null });
  return dataOf<T>(response);
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** For the parameter `cursor`; null on the last page. */
  next: string | null;
}

export async function getPage<T>(path: string, signal?: AbortSignal): Promise<Page<T>> {
  const response = await send(path, { headers: { Accept: 'application/json' }, signal: signal ?? null });
  const { data, meta } = await bodyOf<{ data: T[]; meta?: { next_cursor: string | null } }>(response);
  return { items: data, next: meta?.next_cursor ?? null };
}

/** All elements of a list that comes in pages; `from` is where to begin, when the first ones are known already. */
export async function getAll<T>(
  path: string,
  signal?: AbortSignal,
  from: string | null = null,
): Promise<T[]> {
  const all: T[] = [];
  let cursor = from;
  do {
    const page: Page<T> = await getPage(
      cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
      signal,
    );
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** The bytes as text, for previews. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return (await send(path, { signal: signal ?? null })).text();
}

/** The bytes, with the type that the server gives them. */
export async function getBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  return (await send(path, { signal: signal ?? null })).blob();
}

/** Bytes `first` to `last`, both included. */
export async function getBytes(
  path: string,
  first: number,
  last: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const headers = { Accept: 'text/plain', Range: `bytes=${first}-${last}` };
  return new Uint8Array(await (await send(path, { headers, signal })).arrayBuffer());
}

export function post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return change<T>(
    'POST',
    path,
    body === undefined ? null : { type: 'application/json', text: JSON.stringify(body) },
    signal,
  );
}

/** What is no JSON, such as a definition. */
export function postText<T>(path: string, type: string, text: string, signal?: AbortSignal): Promise<T> {
  return change<T>('POST', path, { type, text }, signal);
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return change<T>('PATCH', path, { type: 'application/json', text: JSON.stringify(body) });
}

export function put(path: string, body: unknown): Promise<void> {
  return change<void>('PUT', path, { type: 'application/json', text: JSON.stringify(body) });
}

export function del(path: string): Promise<void> {
  return change<void>('DELETE', path, null);
}

async function change<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: { type: string; text: string } | null,
  signal: AbortSignal | null = null,
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (csrfToken !== null) headers['X-CSRF-Token'] = csrfToken;
  if (body !== null) headers['Content-Type'] = body.type;
  return dataOf<T>(await send(path, { method, headers, body: body?.text ?? null, signal }));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    const headers = new Headers(init.headers);
    if (workspace !== null) headers.set('Opsflow-Workspace', workspace);
    response = await fetch(path, { credentials: 'same-origin', ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw Problem.unreachable();
  }
  if (response.ok) return response;
  const problem = await Problem.of(response);
  if (problem.code === 'unauthenticated') onUnauthenticated();
  throw problem;
}

async function dataOf<T>(response: Response): Promise<T> {
  return response.status === 204 ? (undefined as T) : (await bodyOf<{ data: T }>(response)).data;
}

async function bodyOf<B>(response: Response): Promise<B> {
  try {
    return (await response.json()) as B;
  } catch {
    throw new Problem('not_json', response.status, '');
  }
}
