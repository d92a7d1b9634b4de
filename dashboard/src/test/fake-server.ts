import { vi } from 'vitest';
import type { Me } from '@/features/identity/me';
import { permissions, rolesWith } from '@/features/identity/permissions';
import type { FieldError } from '@/shared/api/problem';
import type { Change, ClientFrame, ServerFrame } from '@/shared/live/frames';
import type { Agent, Gate, RunWithSteps } from '@/shared/live/model';

export const ada: Me = {
  person: { id: 'person_1', name: 'Ada Lovelace', email: 'ada@example.org' },
  workspace: { id: 'ws_1', slug: 'acme', name: 'Acme' },
  role: 'admin',
  permissions: [],
  csrf_token: 'csrf-1',
};

/** As the server works it out. */
function permissionsOf(role: string): string[] {
  return permissions.filter((permission) => rolesWith(permission).some((one) => one === role));
}

type Answer = (request: { path: string; init: RequestInit }) => Response | Promise<Response>;

export function ok(data: unknown): Response {
  return Response.json({ success: true, data });
}

/** A page of a list. */
export function paged(data: unknown[], next_cursor: string | null = null): Response {
  return Response.json({ success: true, data, meta: { next_cursor } });
}

export function refused(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  errors: readonly FieldError[] = [],
): Response {
  const body = {
    errors,
    type: `https://opsflow.org/problems/${code}`,
    code,
    title: code,
    status,
    detail: code,
    success: false,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}

/** Both doors of the server, as docs/live.md promises them, in the hands of a test. */
export class FakeServer {
  readonly requests: string[] = [];
  readonly sockets: FakeSocket[] = [];
  readonly answers = new Map<string, Answer>();
  epoch = 'epoch-1';
  n = 0;
  runs: RunWithSteps[] = [];
  agents: Agent[] = [];
  gates: Gate[] = [];
  me: Me = ada;
  clock = () => new Date().toISOString();
  private signedIn: boolean;

  constructor({ signedIn = true } = {}) {
    this.signedIn = signedIn;
    const server = this;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => server.answer(path, init));
    vi.stubGlobal(
      'WebSocket',
      class extends FakeSocket {
        constructor(url: string, protocol: string) {
          super(url, protocol);
          server.sockets.push(this);
          this.onsend = (frame) => server.hear(this, frame);
        }
      },
    );
    const me = () => ({ ...this.me, permissions: permissionsOf(this.me.role) });
    this.on('GET /api/auth/me', () => (this.signedIn ? ok(me()) : refused(401, 'unauthenticated')));
    this.on('POST /api/auth/login', ({ init }) => {
      const { password } = JSON.parse(String(init.body)) as { password: string };
      if (password !== 'right') return refused(401, 'invalid_credentials');
      this.signedIn = true;
      return ok(me());
    });
    this.on('POST /api/auth/logout', () => {
      this.signedIn = false;
      return new Response(null, { status: 204 });
    });
  }

  on(call: string, answer: Answer): void {
    this.answers.set(call, answer);
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('The page has not connected.');
    return socket;
  }

  /** Tells a change to the page, with the next number. */
  tell(type: Change['type'], data: unknown): void {
    this.n += 1;
    const change = { n: this.n, type, at: new Date().toISOString(), data } as Change;
    this.socket.say({ type: 'changes', epoch: this.epoch, from: this.n, to: this.n, changes: [change] });
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    const call = `${init.method ?? 'GET'} ${path}`;
    this.requests.push(call);
    const answer = this.answers.get(call);
    return answer === undefined ? refused(404, 'not_found') : answer({ path, init });
  }

  private hear(socket: FakeSocket, frame: ClientFrame): void {
    if (frame.type === 'ping') socket.say({ type: 'pong' });
    if (frame.type !== 'resume') return;
    const { epoch, n, runs, agents, gates } = this;
    if (frame.epoch === epoch && frame.since === n) {
      socket.say({ type: 'changes', epoch, from: n + 1, to: n, changes: [] });
      return;
    }
    socket.say({ type: 'snapshot', epoch, n, at: this.clock(), data: { runs, agents, gates } });
  }
}

export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly heard: ClientFrame[] = [];
  readyState = FakeSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onsend: (frame: ClientFrame) => void = () => {};

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    queueMicrotask(() => this.open());
  }

  /** Replaced by tests that want the handshake to fail. */
  static refuses = false;

  open(): void {
    if (this.readyState !== FakeSocket.CONNECTING) return;
    if (FakeSocket.refuses) {
      this.drop();
      return;
    }
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.heard.push(frame);
    this.onsend(frame);
  }

  say(frame: ServerFrame): void {
    if (this.readyState === FakeSocket.OPEN) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  /** The line breaks. */
  drop(): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.();
  }
}
