import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
const step = 'step_run_1_history';
let server: FakeServer;

const control = (kind: string, state: string) => ({
  ...{ id: `ctl_${kind}`, kind, state, agent_id: 'kenji', instance: 'kenji-1' },
  ...{ execution_id: 'run_1', step_id: step, attempt: 1, text: null },
  requested_by: { type: 'person', id: 'person_1' },
  ...{ requested_at: '2026-11-21T10:00:00Z', delivered_at: null, acknowledged_at: null },
});

function tell(kind: string, state: string) {
  act(() => server.tell('worker.control_changed', control(kind, state)));
}

beforeEach(() => {
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  for (const kind of ['pause', 'resume']) {
    server.on(`POST /api/workflow-steps/${step}/${kind}`, () => {
      server.tell('worker.control_changed', control(kind, 'requested'));
      return ok(control(kind, 'requested'));
    });
  }
});

describe('pausing a step at work', () => {
  it('shows how far it has come, and lets it go on', async () => {
    await openLive('/runs/run_1?step=history');
    const badge = () => screen.getByTestId('step-badge');
    await user.click(await screen.findByTestId('pause-step'));
    expect(badge()).toHaveTextContent('Pausing');
    tell('pause', 'acknowledged');
    expect(badge()).toHaveTextContent('Paused');
    await user.click(screen.getByTestId('resume-step'));
    expect(badge()).toHaveTextContent('Resuming');
    expect(screen.getByTestId('pause-step')).toBeDisabled();
    tell('resume', 'acknowledged');
    expect(badge()).toHaveTextContent('Running');
    expect(screen.getByTestId('pause-step')).toBeEnabled();
  });

  it('shows on the card of its run', async () => {
    await openLive('/');
    expect(await screen.findByTestId('run-card-run_1')).toHaveAttribute('data-look', 'running');
    tell('pause', 'delivered');
    expect(screen.getByTestId('live-pause')).toHaveTextContent('Pausing');
    expect(screen.getByTestId('run-card-run_1')).toHaveAttribute('data-look', 'running');
    tell('pause', 'acknowledged');
    expect(screen.getByTestId('run-card-run_1')).toHaveAttribute('data-look', 'paused');
  });

  it('says so when the agent could not be asked', async () => {
    server.on(`POST /api/workflow-steps/${step}/pause`, () => refused(409, 'step_not_held'));
    await openLive('/runs/run_1?step=history');
    await user.click(await screen.findByTestId('pause-step'));
    expect(await screen.findByText('The agent was not told.')).toBeInTheDocument();
  });

  it('is not offered to a viewer', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/runs/run_1?step=history');
    expect(await screen.findByTestId('step-badge')).toBeInTheDocument();
    expect(screen.queryByTestId('pause-step')).not.toBeInTheDocument();
  });
});
