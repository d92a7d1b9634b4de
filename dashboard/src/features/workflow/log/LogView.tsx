import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { t, tn } from '@/shared/i18n/t';
import { useKeys } from '@/shared/keys/use-keys';
import { useLiveConnection } from '@/shared/live/connection-context';
import { isFinal, type Step } from '@/shared/live/model';
import { formatBytes } from '@/shared/time/format';
import { CheckIcon, CopyIcon, TailIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { loadLogPart } from '../api/load-log-part';
import { loadStepOutput } from '../api/load-step-output';
import { spansOf } from './ansi';
import { LogBuffer } from './log-buffer';
import { LogFeed } from './log-feed';

const ROW = 18;
const BEYOND = 20;
/** So many bytes more each time somebody asks for what was before. */
const EARLIER = 1024 * 1024;

/** The live log of a step. Give it the step's id as key: it belongs to one log for life. */
export function LogView({ step }: { step: Step }) {
  const connection = useLiveConnection();
  const [buffer] = useState(() => new LogBuffer());
  const [loaded, setLoaded] = useState<{ error: unknown } | null>(null);
  const version = useSyncExternalStore(buffer.subscribe, buffer.getVersion);
  const [follow, setFollow] = useState(true);
  const stepId = step.id;

  useEffect(() => {
    const feed = new LogFeed(connection, stepId, buffer, loadStepOutput, (error) => setLoaded({ error }));
    return () => feed.stop();
  }, [connection, stepId, buffer]);

  useKeys({ f: () => setFollow((on) => !on) });

  const count = buffer.lines.length;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-3 border-b border-line px-4 text-[11px] text-ink-3">
        <span className="tabular-nums" data-testid="log-count">
          {tn('log.lines', count)}
        </span>
        {buffer.start > 0 && <Earlier buffer={buffer} stepId={stepId} onAsked={() => setFollow(false)} />}
        <span className="ml-auto flex items-center gap-1">
          <CopyLog buffer={buffer} />
          {!isFinal(step) && (
            <button
              type="button"
              aria-pressed={follow}
              aria-keyshortcuts="f"
              data-testid="log-follow"
              onClick={() => setFollow(!follow)}
              className={`inline-flex h-6 items-center gap-1 rounded-md px-1.5 font-medium transition-colors hover:bg-hover ${follow ? 'text-accent-ink' : 'text-ink-2'}`}
            >
              <TailIcon className="size-3.5" />
              {t(follow ? 'log.following' : 'log.follow')}
            </button>
          )}
        </span>
      </div>
      {loaded?.error != null && <Failure title={t('log.failed')} error={loaded.error} />}
      {count === 0 ? (
        <p className="px-4 py-3 text-xs text-ink-3" data-testid="log">
          {loaded === null ? t('app.loading') : t(emptyReason(step))}
        </p>
      ) : (
        <Lines buffer={buffer} version={version} follow={follow} onFollow={setFollow} label={step.name} />
      )}
    </div>
  );
}

interface EarlierProps {
  buffer: LogBuffer;
  stepId: string;
  onAsked: () => void;
}

/** How much of the log is not here, and a way to it. */
function Earlier({ buffer, stepId, onAsked }: EarlierProps) {
  const load = useAction(async () => {
    onAsked();
    const { attempt, start } = buffer;
    const first = Math.max(0, start - EARLIER);
    const bytes = await loadLogPart(stepId, attempt, first, start - 1, new AbortController().signal);
    buffer.prepend(attempt, start, bytes);
  });
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">{t('log.skipped', { size: formatBytes(buffer.start) })}</span>
      {!buffer.isFull && (
        <button
          type="button"
          className="h-6 shrink-0 rounded-md px-1.5 font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink"
          disabled={load.busy}
          onClick={() => void load.run()}
          data-testid="log-earlier"
        >
          {t('log.earlier')}
        </button>
      )}
      {load.error !== null && <span role="alert">{t('log.earlierFailed')}</span>}
    </span>
  );
}

function emptyReason(step: Step): 'log.empty' | 'log.waiting' | 'log.notStarted' {
  if (isFinal(step)) return 'log.empty';
  return step.state === 'running' ? 'log.waiting' : 'log.notStarted';
}

interface LinesProps {
  buffer: LogBuffer;
  version: number;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  label: string;
}

/** Only the rows in sight exist. Rows are of one height and do not wrap, so that a place is a multiplication. */
function Lines({ buffer, version, follow, onFollow, label }: LinesProps) {
  const box = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const count = buffer.lines.length;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setView({ top: element.scrollTop, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const before = useRef(buffer.before);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new version may bring lines at the front
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null) element.scrollTop += (buffer.before - before.current) * ROW;
    before.current = buffer.before;
  }, [version]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new version is a reason to go to the end
  useLayoutEffect(() => {
    if (follow && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [follow, version, view.height]);

  const onScroll = () => {
    const element = box.current;
    if (element === null) return;
    setView({ top: element.scrollTop, height: element.clientHeight });
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < ROW;
    // Scrolling to the end takes up following again. Leaving it is told by wheel, touch and keys: growth moves the
    // end away as well, and must not count as leaving.
    if (atEnd && !follow) onFollow(true);
  };
  const leaveIfUp = () => {
    const element = box.current;
    if (element !== null && element.scrollHeight - element.scrollTop - element.clientHeight > 2 * ROW) {
      onFollow(false);
    }
  };

  const first = Math.max(0, Math.floor(view.top / ROW) - BEYOND);
  const last = Math.min(count, Math.ceil((view.top + view.height) / ROW) + BEYOND);
  const numbered = buffer.start === 0;
  return (
    <section
      ref={box}
      aria-label={t('log.label', { step: label })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      data-testid="log"
      onScroll={onScroll}
      onWheel={(event) => event.deltaY < 0 && onFollow(false)}
      onTouchMove={leaveIfUp}
      onKeyUp={leaveIfUp}
      onPointerUp={leaveIfUp}
      className="min-h-0 flex-1 overflow-auto bg-sunken font-mono text-xs leading-[18px] focus-visible:-outline-offset-2"
    >
      <div className="relative w-max min-w-full" style={{ height: count * ROW + 16 }}>
        <div className="absolute inset-x-0 pt-2" style={{ transform: `translateY(${first * ROW}px)` }}>
          {buffer.lines.slice(first, last).map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <div key={first + i} className="flex h-[18px] whitespace-pre hover:bg-hover/60">
              {numbered && (
                <span className="sticky left-0 w-12 shrink-0 bg-sunken pr-3 text-right text-[10.5px] text-ink-3 tabular-nums select-none">
                  {first + i + 1}
                </span>
              )}
              <span className={numbered ? 'pr-4' : 'px-4'}>
                {spansOf(line).map((span, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other name
                  <span key={at} className={span.className}>
                    {span.text}
                  </span>
                ))}
              </span>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

function CopyLog({ buffer }: { buffer: LogBuffer }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), 1500);
    return () => window.clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      aria-label={t(copied ? 'copy.copied' : 'log.copy')}
      onClick={() => void navigator.clipboard?.writeText(buffer.lines.join('\n')).then(() => setCopied(true))}
      className="grid size-6 place-items-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink"
    >
      {copied ? <CheckIcon className="size-3.5 text-done" /> : <CopyIcon className="size-3.5" />}
    </button>
  );
}
