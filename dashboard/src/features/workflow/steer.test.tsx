import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
const step = 'step_run_1_history';
let server: FakeServer;
let sent: unknown[];

const control = (fields: object) => ({
  ...{ id: 'ctl_1', kind: 'steer', state: 'requested', agent_id: 'kenji', instance: 'kenji-1' },
  ...{ execution_id: 'run_1', step_id: step, attempt: 1, text: 'Leave the tests alone.' },
  requested_by: { type: 'person', id: 'person_1' },
  ...{ requested_at: '2026-11-21T10:00:00Z', delivered_at: null, acknowledged_at: null },
  ...fields,
});

const earlier = control({
  ...{ id: 'ctl_0', state: 'acknowledged', text: 'Use the cache.' },
  requested_by: { type: 'person', id: 'person_2', name: 'Grace' },
});

beforeEach(() => {
  sent = [];
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.on(`GET /api/workflow-steps/${step}`, () =>
    ok({ ...aRunAtWork().steps[0], output: null, summary: null, attempts: [], controls: [earlier] }),
  );
  server.on(`POST /api/workflow-steps/${step}/steer`, ({ init }) => {
    sent.push(JSON.parse(String(init.body)));
    server.tell('worker.control_changed', control({}));
    return ok(control({}));
  });
});

async function open() {
  await openLive('/runs/run_1?step=history');
  await user.click(await screen.findByTestId('tab-steer'));
}

describe('talking to an agent at work', () => {
  it('sends what is said and shows how far it has come', async () => {
    await open();
    expect(await screen.findByText('Use the cache.')).toBeInTheDocument();
    expect(screen.getByText('Grace')).toBeInTheDocument();
    expect(screen.getByTestId('steer-send')).toBeDisabled();
    await user.click(screen.getByTestId('steer-text'));
    await user.paste('Leave the tests alone.');
    await user.click(screen.getByTestId('steer-send'));
    expect(sent).toEqual([{ text: 'Leave the tests alone.' }]);
    await waitFor(() => expect(screen.getByTestId('steer-text')).toHaveValue(''));
    const last = () => screen.getAllByTestId('steer')[1];
    expect(last()).toHaveTextContent('Leave the tests alone.');
    expect(last()).toHaveTextContent('requested');
    act(() =>
      server.tell(
        'worker.control_changed',
        control({ state: 'acknowledged', acknowledged_at: '2026-11-21T10:00:01Z' }),
      ),
    );
    expect(last()).toHaveTextContent('acknowledged');
    expect(screen.getAllByTestId('steer')).toHaveLength(2);
  });

  it('shows what the server asks by itself', async () => {
    await open();
    await screen.findByText('Use the cache.');
    const requested_by = { type: 'system', id: 'opsflow', name: 'Opsflow' };
    const nudge = control({ id: 'ctl_2', text: 'There was no sign of progress for 600 s.', requested_by });
    act(() => server.tell('worker.control_changed', nudge));
    expect(screen.getAllByTestId('steer')[1]).toHaveTextContent(/no sign of progress.*Opsflow/);
  });

  it('keeps what was typed when it could not be said', async () => {
    server.on(`POST /api/workflow-steps/${step}/steer`, () => refused(409, 'step_not_held'));
    await open();
    await user.click(await screen.findByTestId('steer-text'));
    await user.paste('Stop.');
    await user.click(screen.getByTestId('steer-send'));
    expect(await screen.findByText('It was not said.')).toBeInTheDocument();
    expect(screen.getByTestId('steer-text')).toHaveValue('Stop.');
  });

  it('is not offered to a viewer', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await open();
    expect(await screen.findByText('Use the cache.')).toBeInTheDocument();
    expect(screen.queryByTestId('steer-text')).not.toBeInTheDocument();
  });
});
