/** More lines than this are let go from the front, some at a time. */
const MOST_LINES = 200_000;
const LET_GO = 20_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The lines of one attempt's log, kept outside React: a thousand lines a second are a thousand array pushes and one
 * render. Positions are bytes of the log, as the server counts them.
 */
export class LogBuffer {
  readonly lines: string[] = [];
  attempt = 0;
  /** Byte at which the first line begins; what lies before is not here. */
  start = 0;
  /** Byte that comes next. */
  end = 0;
  private lineOpen = false;
  private version = 0;
  private frame: number | undefined;
  private readonly listeners = new Set<() => void>();

  /** Begins anew with what was loaded. `end` counts for itself: text may hold replaced bytes. */
  load(attempt: number, start: number, text: string, end = start + byteLength(text)): void {
    this.lines.length = 0;
    this.lineOpen = false;
    this.attempt = attempt;
    this.start = start;
    this.end = end;
    this.push(text);
    this.changed();
  }

  /** Takes a piece at its place: what is known already is cut off. False when bytes before it are missing. */
  append(attempt: number, offset: number, text: string): boolean {
    if (attempt < this.attempt) return true;
    if (attempt > this.attempt) {
      if (offset > 0) return false;
      this.load(attempt, 0, text);
      return true;
    }
    if (offset > this.end) return false;
    const bytes = encoder.encode(text);
    const end = offset + bytes.length;
    if (end <= this.end) return true;
    this.push(offset === this.end ? text : decoder.decode(bytes.subarray(this.end - offset)));
    this.end = end;
    this.changed();
    return true;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getVersion = (): number => this.version;

  private push(text: string): void {
    if (text === '') return;
    const parts = text.split('\n');
    const open = parts.pop() ?? '';
    const first = parts.length > 0 ? parts[0] : open;
    if (this.lineOpen) this.lines[this.lines.length - 1] += first ?? '';
    else this.lines.push(first ?? '');
    for (let i = 1; i < parts.length; i++) this.lines.push(parts[i] ?? '');
    this.lineOpen = parts.length === 0 || open !== '';
    if (parts.length > 0 && open !== '') this.lines.push(open);
    if (this.lines.length > MOST_LINES) this.letGo();
  }

  private letGo(): void {
    const gone = this.lines.splice(0, this.lines.length - MOST_LINES + LET_GO);
    for (const line of gone) this.start += byteLength(line) + 1;
  }

  /** Listeners hear of it once a frame at most. */
  private changed(): void {
    this.version += 1;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      for (const listener of [...this.listeners]) listener();
    });
  }
}

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
