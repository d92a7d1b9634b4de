import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeServer, ok } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
const STEP = 'step_run_1_history';
const ROW = 18;

describe('the log of a step', () => {
  it('of 100,000 lines is as many elements as are in sight', async () => {
    const server = new FakeServer();
    server.runs = [aRunAtWork()];
    server.on(`GET /api/workflow-steps/${STEP}/logs/output`, () =>
      ok({ type: 'output', step_id: STEP, attempt: 1, content: '', offset: 0, size: 0, truncated: false }),
    );
    await openLive('/runs/run_1?step=history');
    await screen.findByText(/Nothing written yet/);
    let offset = 0;
    for (let thousand = 0; thousand < 100; thousand++) {
      const text = Array.from({ length: 1000 }, (_, i) => `line ${thousand * 1000 + i + 1}\n`).join('');
      act(() => server.socket.say({ type: 'log', step_id: STEP, attempt: 1, offset, text }));
      offset += text.length;
    }
    await waitFor(() => expect(screen.getByTestId('log-count')).toHaveTextContent('100,000 lines'));
    const log = screen.getByTestId('log');
    expect(log.firstElementChild).toHaveStyle({ height: `${100_000 * ROW + 16}px` });
    expect(log.querySelectorAll('*').length).toBeLessThan(500);
    fireEvent.scroll(log, { target: { scrollTop: 70_000 * ROW } });
    expect(log).toHaveTextContent('line 70001');
    expect(log).not.toHaveTextContent('line 100000');
    expect(log.querySelectorAll('*').length).toBeLessThan(500);
  });

  it('shows what was before its tail to who asks for it', async () => {
    const server = new FakeServer();
    server.runs = [aRunAtWork()];
    const log = 'first\nsecond\nthird\n';
    server.on(`GET /api/workflow-steps/${STEP}/logs/output`, () =>
      ok({
        type: 'output',
        step_id: STEP,
        attempt: 1,
        content: 'third\n',
        offset: 13,
        size: 19,
        truncated: true,
      }),
    );
    server.on(`GET /api/workflow-steps/${STEP}/logs/output?attempt=1`, ({ init }) => {
      const [first, last] = new Headers(init.headers)
        .get('Range')!
        .slice('bytes='.length)
        .split('-')
        .map(Number);
      return new Response(log.slice(first, last! + 1), { status: 206 });
    });
    await openLive('/runs/run_1?step=history');
    await user.click(await screen.findByTestId('log-earlier'));
    await waitFor(() => expect(screen.getByTestId('log')).toHaveTextContent('1first2second3third'));
    expect(screen.queryByTestId('log-earlier')).not.toBeInTheDocument();
  });
});
