import { Problem } from '@/shared/api/problem';
import type { LogFrame } from '@/shared/live/frames';
import type { LiveConnection } from '@/shared/live/live-connection';
import type { StepOutput } from '../api/load-step-output';
import type { LogBuffer } from './log-buffer';

export type LoadOutput = (stepId: string, signal: AbortSignal) => Promise<StepOutput>;

/**
 * Fills a buffer: first the tail by REST, then the frames of the watch. The watch comes first and its frames wait for
 * the tail, so that nothing falls between the two; after a break the tail is loaded anew.
 */
export class LogFeed {
  private waiting: LogFrame[] | null = null;
  private readonly abort = new AbortController();
  private readonly unwatch: () => void;

  constructor(
    connection: Pick<LiveConnection, 'watch'>,
    private readonly stepId: string,
    private readonly buffer: LogBuffer,
    private readonly loadOutput: LoadOutput,
    private readonly onLoad: (error: unknown) => void,
  ) {
    this.unwatch = connection.watch(stepId, {
      frame: (frame) => this.take(frame),
      back: () => void this.load(),
    });
    void this.load();
  }

  stop(): void {
    this.abort.abort();
    this.unwatch();
  }

  private take(frame: LogFrame): void {
    if (this.waiting !== null) this.waiting.push(frame);
    else if (!this.buffer.append(frame.attempt, frame.offset, frame.text)) {
      void this.load();
      this.take(frame);
    }
  }

  private async load(): Promise<void> {
    if (this.waiting !== null) return;
    this.waiting = [];
    let error: unknown = null;
    try {
      const output = await this.loadOutput(this.stepId, this.abort.signal);
      if (this.abort.signal.aborted) return;
      this.buffer.load(output.attempt, output.offset, output.content, output.size);
    } catch (reason) {
      if (this.abort.signal.aborted) return;
      // A step nobody has worked on has no log; that is not a failure.
      error = reason instanceof Problem && reason.status === 404 ? null : reason;
    }
    const frames = this.waiting;
    this.waiting = null;
    for (const frame of frames) this.takeOrStartHere(frame);
    this.onLoad(error);
  }

  /** Without a tail to join on to, a frame is where the log begins; asking again would only fail again. */
  private takeOrStartHere({ attempt, offset, text }: LogFrame): void {
    if (!this.buffer.append(attempt, offset, text)) this.buffer.load(attempt, offset, text);
  }
}
