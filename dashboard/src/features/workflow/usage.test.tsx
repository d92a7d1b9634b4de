import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Usage } from '@/shared/live/model';
import { FakeServer, FakeSocket, ok } from '@/test/fake-server';
import { open } from '@/test/page';
import { aRunAtWork } from '@/test/samples';
import { formatCost, formatTokens } from './usage-format';

let server: FakeServer;

beforeEach(() => {
  FakeSocket.refuses = false;
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
});

const usage = (fields: Partial<Usage> = {}): Usage => ({
  calls: 3,
  input_tokens: 12_000,
  cached_input_tokens: 9_000,
  output_tokens: 345,
  cost_micros: 0,
  ...fields,
});

const report = (usage: Usage) =>
  act(() =>
    server.tell('workflow.step.usage_reported', {
      execution_id: 'run_1',
      step_id: 'step_run_1_history',
      step_key: 'history',
      usage,
    }),
  );

describe('what models were used for', () => {
  it('is shown on step and run as it comes in, and said to be unknown before', async () => {
    await open('/runs/run_1?step=history');
    const onStep = await screen.findByTestId('step-usage');
    const onRun = await screen.findByTestId('run-usage');
    expect(onStep).toHaveTextContent('usage not reported');
    expect(onRun).toHaveTextContent('usage not reported');

    report(usage());
    expect(screen.getByTestId('step-usage')).toHaveTextContent('12.3K tokens · cost not reported');
    expect(screen.getByTestId('step-usage')).toHaveTextContent(
      '3 calls, 12,000 tokens in (9,000 from a cache), 345 out',
    );

    report(usage({ calls: 4, cost_micros: 420_000 }));
    expect(screen.getByTestId('step-usage')).toHaveTextContent('12.3K tokens · $0.42');
    expect(screen.getByTestId('run-usage')).toHaveTextContent('12.3K tokens · $0.42');
  });

  it('of a run is the sum of its steps', async () => {
    const [run] = server.runs;
    const steps = run!.steps.map((step) => ({ ...step, usage: usage({ cost_micros: 1_500_000 }) }));
    server.runs = [{ ...run!, steps }];
    await open('/runs/run_1?step=history');

    const header = within(await screen.findByTestId('run-page'));
    expect(await header.findByTestId('run-usage')).toHaveTextContent('24.7K tokens · $3.00');
  });

  it('is not rounded to nothing', () => {
    expect(formatCost(1)).toBe('<$0.01');
    expect(formatCost(10_000)).toBe('$0.01');
    expect(formatTokens(950)).toBe('950');
  });
});
