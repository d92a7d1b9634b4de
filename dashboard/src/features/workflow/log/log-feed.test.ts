import { describe, expect, it, vi } from 'vitest';
import { Problem } from '@/shared/api/problem';
import type { LogListener } from '@/shared/live/live-connection';
import type { StepOutput } from '../api/load-step-output';
import { LogBuffer } from './log-buffer';
import { LogFeed } from './log-feed';

function aFeed(load: () => Promise<StepOutput>) {
  let listener: LogListener | undefined;
  const unwatch = vi.fn();
  const connection = {
    watch: (_step: string, one: LogListener) => {
      listener = one;
      return unwatch;
    },
  };
  const buffer = new LogBuffer();
  const loadOutput = vi.fn(load);
  const onLoad = vi.fn();
  const feed = new LogFeed(connection, 'step_1', buffer, loadOutput, onLoad);
  const say = (offset: number, text: string) =>
    listener?.frame({ type: 'log', step_id: 'step_1', attempt: 1, offset, text });
  return { feed, buffer, loadOutput, onLoad, unwatch, say, back: () => listener?.back() };
}

const tail = (content: string, offset = 0): StepOutput => ({
  type: 'output',
  step_id: 'step_1',
  attempt: 1,
  content,
  offset,
  size: offset + content.length,
  truncated: offset > 0,
});

describe('the log feed', () => {
  it('joins the loaded tail and frames that came meanwhile', async () => {
    const { buffer, say, onLoad } = aFeed(async () => tail('one\ntwo\n'));
    say(4, 'two\n');
    say(8, 'three\n');
    await vi.waitFor(() => expect(onLoad).toHaveBeenCalledWith(null));
    expect(buffer.lines).toEqual(['one', 'two', 'three']);
  });

  it('loads the tail anew after a break, and when bytes are missing', async () => {
    let content = 'one\n';
    const { buffer, say, back, loadOutput, onLoad } = aFeed(async () => tail(content));
    await vi.waitFor(() => expect(onLoad).toHaveBeenCalledTimes(1));
    content = 'one\ntwo\n';
    back();
    await vi.waitFor(() => expect(onLoad).toHaveBeenCalledTimes(2));
    expect(buffer.lines).toEqual(['one', 'two']);
    content = 'one\ntwo\nthree\n';
    say(14, 'four\n');
    await vi.waitFor(() => expect(onLoad).toHaveBeenCalledTimes(3));
    expect(buffer.lines).toEqual(['one', 'two', 'three', 'four']);
    expect(loadOutput).toHaveBeenCalledTimes(3);
  });

  it('goes on with frames when the tail cannot be loaded', async () => {
    const { buffer, say, onLoad } = aFeed(async () => {
      throw Problem.unreachable();
    });
    say(100, 'late\n');
    await vi.waitFor(() => expect(onLoad).toHaveBeenCalledWith(expect.any(Problem)));
    say(105, 'later\n');
    expect(buffer.lines).toEqual(['late', 'later']);
  });

  it('takes a step without a log for an empty one', async () => {
    const { onLoad } = aFeed(async () => {
      throw new Problem('not_found', 404, '');
    });
    await vi.waitFor(() => expect(onLoad).toHaveBeenCalledWith(null));
  });

  it('stops watching', () => {
    const { feed, unwatch } = aFeed(async () => tail(''));
    feed.stop();
    expect(unwatch).toHaveBeenCalledOnce();
  });
});
