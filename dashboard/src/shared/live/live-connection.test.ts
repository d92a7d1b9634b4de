import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer, FakeSocket } from '@/test/fake-server';
import { aRunAtWork } from '@/test/samples';
import { backoff } from './backoff';
import { LiveConnection } from './live-connection';
import { live, resetLive } from './live-store';

let server: FakeServer;
let connection: LiveConnection;
const stillSignedIn = vi.fn(async () => true);
const state = () => live.getState();
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.refuses = false;
  stillSignedIn.mockReset().mockResolvedValue(true);
  server = new FakeServer();
  server.n = 17;
  server.runs = [aRunAtWork()];
  connection = new LiveConnection({ url: 'ws://board.test/ws/board', stillSignedIn });
});

afterEach(() => {
  connection.stop();
  resetLive();
});

async function connected(): Promise<void> {
  connection.start();
  await settle();
}

describe('the live connection', () => {
  it('asks for a snapshot first and is live when it has it', async () => {
    await connected();
    expect(server.socket.protocol).toBe('opsflow.v1');
    expect(server.socket.heard[0]).toEqual({ type: 'resume' });
    expect(state().connection.status).toBe('live');
    expect(state().floor.runs.run_1).toBeDefined();
  });

  it('comes back by itself after a break and asks for what it missed', async () => {
    await connected();
    server.socket.drop();
    expect(state().connection).toMatchObject({ status: 'reconnecting' });
    expect(state().connection.retryAt).toBeGreaterThan(Date.now());
    expect(state().floor.runs.run_1).toBeDefined();
    await vi.advanceTimersByTimeAsync(500);
    expect(server.sockets).toHaveLength(2);
    expect(server.socket.heard[0]).toEqual({ type: 'resume', epoch: 'epoch-1', since: 17 });
    expect(state().connection.status).toBe('live');
  });

  it('waits longer each time the server stays away', async () => {
    await connected();
    FakeSocket.refuses = true;
    server.socket.drop();
    await vi.advanceTimersByTimeAsync(60_000);
    // 0.5, 1, 2, 4, 8, 15, 15, … seconds, of which at least half is waited.
    expect(server.sockets.length).toBeGreaterThan(5);
    expect(server.sockets.length).toBeLessThan(14);
    FakeSocket.refuses = false;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(state().connection.status).toBe('live');
  });

  it('asks once when changes are missing', async () => {
    await connected();
    const before = server.socket.heard.length;
    const frame = (n: number) =>
      ({
        type: 'changes',
        epoch: 'epoch-1',
        from: n,
        to: n,
        changes: [{ n, type: 'worker.offline', at: '', data: {} }],
      }) as never;
    server.n = 30;
    server.socket.onsend = () => {};
    server.socket.say(frame(25));
    server.socket.say(frame(26));
    expect(server.socket.heard.slice(before)).toEqual([{ type: 'resume', epoch: 'epoch-1', since: 17 }]);
  });

  it('breaks off when a question is not answered, and tries anew', async () => {
    await connected();
    server.socket.onsend = () => {};
    await vi.advanceTimersByTimeAsync(30_001);
    expect(state().connection.status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(500);
    expect(server.sockets).toHaveLength(2);
  });

  it('watches a step for as long as somebody listens, across breaks', async () => {
    await connected();
    const listener = { frame: vi.fn(), back: vi.fn() };
    const unwatch = connection.watch('step_1', listener);
    expect(server.socket.heard.at(-1)).toEqual({ type: 'watch', step_id: 'step_1' });
    server.socket.drop();
    await vi.advanceTimersByTimeAsync(500);
    expect(server.socket.heard).toContainEqual({ type: 'watch', step_id: 'step_1' });
    expect(listener.back).toHaveBeenCalledOnce();
    const frame = { type: 'log', step_id: 'step_1', attempt: 1, offset: 0, text: 'x' } as const;
    server.socket.say(frame);
    expect(listener.frame).toHaveBeenCalledWith(frame);
    unwatch();
    expect(server.socket.heard.at(-1)).toEqual({ type: 'unwatch', step_id: 'step_1' });
  });

  it('gives up when the sign-in is gone', async () => {
    await connected();
    stillSignedIn.mockResolvedValue(false);
    FakeSocket.refuses = true;
    server.socket.drop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(state().connection.status).toBe('signed-out');
    const tries = server.sockets.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sockets).toHaveLength(tries);
  });

  it('says offline while the browser has no network and returns with it', async () => {
    await connected();
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    expect(state().connection.status).toBe('offline');
    onLine.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(state().connection.status).toBe('live');
  });

  it('measures how far the clocks are apart', async () => {
    vi.setSystemTime('2026-11-21T12:00:00Z');
    server.clock = () => '2026-11-21T12:00:30Z';
    await connected();
    expect(state().connection.skew).toBe(30_000);
  });
});

describe('the wait before a try', () => {
  it('doubles up to fifteen seconds, half of it by chance', () => {
    expect(backoff(0, () => 0)).toBe(250);
    expect(backoff(0, () => 1)).toBe(500);
    expect(backoff(3, () => 1)).toBe(4000);
    expect(backoff(50, () => 1)).toBe(15_000);
    expect(backoff(50, () => 0)).toBe(7500);
  });
});
