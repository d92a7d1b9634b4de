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
  /** Lines that came in at the front, ever: whoever looks at a place has to move by as many. */
  before = 0;
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

  get isFull(): boolean {
    return this.lines.length > MOST_LINES - LET_GO;
  }

  /** Puts in front what ends where the first line begins. Nothing, when it is not of this place any more. */
  prepend(attempt: number, end: number, bytes: Uint8Array): void {
    if (attempt !== this.attempt || end !== this.start || bytes.length === 0) return;
    const whole = wholeLines(bytes, end === bytes.length);
    const text = decoder.decode(whole);
    if (this.lines.length === 0) return this.load(attempt, end - whole.length, text, this.end);
    const parts = text.split('\n');
    const open = parts.pop() ?? '';
    const after = this.lines.splice(0);
    after[0] = open + after[0];
    // Not by spreading: there may be more lines than a call takes arguments.
    for (const line of parts) this.lines.push(line);
    for (const line of after) this.lines.push(line);
    this.start = end - whole.length;
    this.before += parts.length;
    this.changed();
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

/** From the first line that begins in it; a part of a log begins anywhere, even within a character. */
function wholeLines(bytes: Uint8Array, isFromTheBeginning: boolean): Uint8Array {
  if (isFromTheBeginning) return bytes;
  const newline = bytes.indexOf(10);
  if (newline !== -1 && newline < bytes.length - 1) return bytes.subarray(newline + 1);
  const first = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return bytes.subarray(Math.max(0, first));
}

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
