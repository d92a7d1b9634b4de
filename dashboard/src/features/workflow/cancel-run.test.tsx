import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunWithSteps } from '@/shared/live/model';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
let server: FakeServer;
let sent: unknown[];

beforeEach(() => {
  sent = [];
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
  server.on('GET /api/workflow-executions/run_1/artifacts', () => ok([]));
});

const cancelled = (): RunWithSteps => ({
  ...aRunAtWork(),
  status: 'cancelled',
  state: 'cancelled',
  cancelled_at: '2026-11-21T10:02:00Z',
  completed_at: '2026-11-21T10:02:00Z',
  cancel_stage: 'stopping',
  cancel_reason: 'Wrong branch',
  cancelled_by: { type: 'person', id: 'person_1', name: 'Ada Lovelace' },
  revision: 2,
  steps: aRunAtWork().steps.map((step) => ({ ...step, state: 'cancelled', status: 'skipped', revision: 2 })),
});

function tellCancelled(fields: Partial<RunWithSteps>): void {
  const { id, steps: _, cancelled_by: __, ...run } = { ...cancelled(), ...fields };
  const nameless = { type: 'person', id: 'person_1' };
  act(() =>
    server.tell('workflow.execution.cancelled', { ...run, execution_id: id, cancelled_by: nameless }),
  );
}

describe('cancelling a run', () => {
  beforeEach(() => {
    server.on('POST /api/workflow-executions/run_1/cancel', ({ init }) => {
      sent.push(JSON.parse(String(init.body)));
      return ok(cancelled());
    });
  });

  it('asks first, and then tells who did it, why, and that agents are stopping', async () => {
    await openLive('/runs/run_1');
    await user.click(await screen.findByTestId('cancel-run'));
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Cancel Health of sample/api?' }));
    expect(sent).toEqual([]);
    await user.type(dialog.getByLabelText(/Reason/), 'Wrong branch');
    await user.click(dialog.getByRole('button', { name: 'Cancel the run' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(sent).toEqual([{ reason: 'Wrong branch' }]);
    expect(screen.getByTestId('run-badge')).toHaveTextContent('Stopping');
    const cancellation = screen.getByTestId('cancellation');
    expect(cancellation).toHaveTextContent(/Cancelled by Ada Lovelace/);
    expect(cancellation).toHaveTextContent(/Wrong branch.*Agents are still ending/);
    expect(screen.queryByTestId('cancel-run')).not.toBeInTheDocument();
    tellCancelled({ cancel_stage: 'stopped', revision: 3 });
    expect(screen.getByTestId('run-badge')).toHaveTextContent('Cancelled');
    expect(cancellation).toHaveTextContent(/Cancelled by Ada Lovelace/);
    expect(screen.getByTestId('step-report')).toHaveTextContent('Cancelled');
  });

  it('tells the name even when the change is faster than the answer', async () => {
    server.on('POST /api/workflow-executions/run_1/cancel', () => {
      tellCancelled({});
      return ok(cancelled());
    });
    await openLive('/runs/run_1');
    await user.click(await screen.findByTestId('cancel-run'));
    await user.click(await screen.findByTestId('confirm-act'));
    await waitFor(() => expect(screen.getByTestId('cancellation')).toHaveTextContent(/by Ada Lovelace/));
  });

  it('can be thought over, by key as well', async () => {
    await openLive('/runs/run_1');
    await user.click(await screen.findByTestId('cancel-run'));
    await user.click(await screen.findByRole('button', { name: 'Let it run' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(screen.getByTestId('cancel-run')).toHaveFocus();
    await user.click(screen.getByTestId('cancel-run'));
    await screen.findByRole('alertdialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(screen.getByTestId('run-page')).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('is asked for by the key x, for the card with the focus', async () => {
    await openLive();
    await user.keyboard('x');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    await user.keyboard('jx');
    await screen.findByRole('alertdialog', { name: 'Cancel Health of sample/api?' });
    await user.click(screen.getByTestId('confirm-act'));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(sent).toEqual([{}]);
    const card = within(screen.getByTestId('column-finished')).getByTestId('run-card-run_1');
    expect(card).toHaveTextContent(/Stopping.*Wrong branch/);

    await user.click(card);
    await screen.findByTestId('run-page');
    await user.keyboard('x');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('is asked for by the key x on the page of a run', async () => {
    await openLive('/runs/run_1');
    await screen.findByTestId('cancel-run');
    await user.keyboard('x');
    expect(await screen.findByRole('alertdialog')).toBeInTheDocument();
  });

  it('says why it was refused, and lets one try again', async () => {
    server.on('POST /api/workflow-executions/run_1/cancel', () => refused(409, 'run_ended'));
    await openLive('/runs/run_1');
    await user.click(await screen.findByTestId('cancel-run'));
    await user.click(await screen.findByTestId('confirm-act'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The run was not cancelled. run_ended');
    expect(screen.getByTestId('confirm-act')).toBeEnabled();
  });

  it('is told to everybody who looks, without a request', async () => {
    await openLive('/runs/run_1');
    await screen.findByTestId('cancel-run');
    const before = [...server.requests];
    tellCancelled({});
    expect(screen.getByTestId('cancellation')).toHaveTextContent(/Wrong branch/);
    expect(server.requests).toEqual(before);
  });

  it('is not offered to a viewer', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/runs/run_1');
    await screen.findByTestId('run-page');
    expect(screen.queryByTestId('cancel-run')).not.toBeInTheDocument();
    await user.keyboard('x');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });
});
