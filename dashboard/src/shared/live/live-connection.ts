import { backoff } from './backoff';
import { applyChanges, applySignals, applySnapshot, applyVitals } from './floor';
import type { ClientFrame, LogFrame, ServerFrame } from './frames';
import { live, updateConnection, updateFloor } from './live-store';

const SUBPROTOCOL = 'opsflow.v1';
const PING_EVERY = 20_000;
const ANSWER_WITHIN = 10_000;

export interface LogListener {
  frame(frame: LogFrame): void;
  /** The line was broken and is back: frames may have been missed. */
  back(): void;
}

interface Options {
  url: string;
  /** Asked when a handshake fails, since a browser does not tell why: is the sign-in still good? */
  stillSignedIn: () => Promise<boolean>;
}

/**
 * The page's one conversation with the server: connect, resume with what is shown, apply what comes, and after a
 * break come back by itself. Stopped for good by {@link stop} or when the sign-in is gone.
 */
export class LiveConnection {
  private socket: WebSocket | null = null;
  private tries = 0;
  private retryTimer: number | undefined;
  private pingTimer: number | undefined;
  private answerTimer: number | undefined;
  /** A resume was asked for because of a gap; until it is answered further gaps are the same one. */
  private resuming = false;
  private stopped = false;
  private readonly watchers = new Map<string, Set<LogListener>>();

  constructor(private readonly options: Options) {}

  start(): void {
    window.addEventListener('online', this.onNetwork);
    window.addEventListener('offline', this.onNetwork);
    document.addEventListener('visibilitychange', this.onVisible);
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener('online', this.onNetwork);
    window.removeEventListener('offline', this.onNetwork);
    document.removeEventListener('visibilitychange', this.onVisible);
    window.clearTimeout(this.retryTimer);
    this.leave();
  }

  retryNow(): void {
    if (this.socket !== null) return;
    window.clearTimeout(this.retryTimer);
    this.connect();
  }

  /** Live log of a step, until the returned function is called. */
  watch(stepId: string, listener: LogListener): () => void {
    const listeners = this.watchers.get(stepId) ?? new Set();
    listeners.add(listener);
    this.watchers.set(stepId, listeners);
    if (listeners.size === 1) this.send({ type: 'watch', step_id: stepId });
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.watchers.get(stepId) !== listeners) return;
      this.watchers.delete(stepId);
      this.send({ type: 'unwatch', step_id: stepId });
    };
  }

  private connect(): void {
    if (!navigator.onLine) {
      updateConnection({ status: 'offline', retryAt: null });
      return;
    }
    const { status } = live.getState().connection;
    updateConnection({ status: status === 'connecting' ? status : 'reconnecting', retryAt: null });
    const socket = new WebSocket(this.options.url, SUBPROTOCOL);
    let opened = false;
    this.socket = socket;
    socket.onopen = () => {
      opened = true;
      this.greet();
    };
    socket.onmessage = (event) => {
      if (this.socket === socket) this.hear(event.data);
    };
    socket.onclose = () => {
      if (this.socket === socket) void this.lost(opened);
    };
    this.expectAnswer();
  }

  private greet(): void {
    this.resume();
    // Its pong shows that the way is open even when there is nothing to resume.
    this.send({ type: 'ping' });
    for (const [stepId, listeners] of this.watchers) {
      this.send({ type: 'watch', step_id: stepId });
      for (const listener of listeners) listener.back();
    }
    this.pingTimer = window.setInterval(() => {
      this.send({ type: 'ping' });
      this.expectAnswer();
    }, PING_EVERY);
  }

  private resume(): void {
    const { epoch, n } = live.getState().floor;
    this.send(epoch === null ? { type: 'resume' } : { type: 'resume', epoch, since: n });
    this.expectAnswer();
    // With something on screen an empty answer is an answer, and a server may save itself that frame.
    if (epoch !== null) updateConnection({ status: 'live', retryAt: null });
  }

  private hear(text: unknown): void {
    window.clearTimeout(this.answerTimer);
    this.answerTimer = undefined;
    let frame: ServerFrame;
    try {
      frame = JSON.parse(String(text)) as ServerFrame;
    } catch {
      console.warn('The board socket sent a frame that is not JSON; connecting anew.');
      this.breakOff();
      return;
    }
    this.take(frame);
  }

  private take(frame: ServerFrame): void {
    const heardAt = Date.now();
    switch (frame.type) {
      case 'snapshot':
        this.resuming = false;
        this.tries = 0;
        updateFloor((floor) => applySnapshot(floor, frame));
        updateConnection({ status: 'live', retryAt: null, heardAt, skew: Date.parse(frame.at) - heardAt });
        return;
      case 'changes': {
        const { floor, gap } = applyChanges(live.getState().floor, frame);
        if (gap) {
          if (!this.resuming) {
            this.resuming = true;
            this.resume();
          }
          return;
        }
        this.resuming = false;
        this.tries = 0;
        updateFloor(() => floor);
        break;
      }
      case 'vitals':
        updateFloor((shown) => applyVitals(shown, frame));
        break;
      case 'signals':
        updateFloor((shown) => applySignals(shown, frame));
        break;
      case 'log':
        for (const listener of this.watchers.get(frame.step_id) ?? []) listener.frame(frame);
        break;
      case 'error':
        console.warn(`The board socket reports ${frame.code}: ${frame.message}`);
        break;
      default:
        break;
    }
    // One write a second is enough for an age in seconds, and spares every selector a run.
    const before = live.getState().connection.heardAt;
    if (before === null || heardAt - before >= 1000) updateConnection({ heardAt });
  }

  /** A half-open connection looks alive for minutes; an unanswered question does not. */
  private expectAnswer(): void {
    if (this.answerTimer !== undefined) return;
    this.answerTimer = window.setTimeout(() => this.breakOff(), ANSWER_WITHIN);
  }

  private breakOff(): void {
    const open = this.socket?.readyState === WebSocket.OPEN;
    this.leave();
    void this.lost(open);
  }

  /** Lets go of the socket without hearing of its end. */
  private leave(): void {
    window.clearInterval(this.pingTimer);
    window.clearTimeout(this.answerTimer);
    this.answerTimer = undefined;
    this.resuming = false;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private async lost(opened: boolean): Promise<void> {
    this.leave();
    const wait = backoff(this.tries);
    this.tries += 1;
    updateConnection(
      navigator.onLine
        ? { status: 'reconnecting', retryAt: Date.now() + wait }
        : { status: 'offline', retryAt: null },
    );
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.retryNow(), wait);
    if (opened || (await this.options.stillSignedIn()) || this.stopped) return;
    this.stop();
    updateConnection({ status: 'signed-out', retryAt: null });
  }

  private send(frame: ClientFrame): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  private readonly onNetwork = (): void => {
    if (navigator.onLine) {
      this.retryNow();
    } else {
      window.clearTimeout(this.retryTimer);
      this.leave();
      updateConnection({ status: 'offline', retryAt: null });
    }
  };

  private readonly onVisible = (): void => {
    if (document.visibilityState === 'visible') this.retryNow();
  };
}
