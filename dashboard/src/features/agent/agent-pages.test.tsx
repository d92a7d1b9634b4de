import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aKey, anAgent, aRunAtWork } from '@/test/samples';
import { slugOf } from './agents';

const user = userEvent.setup();
let server: FakeServer;
let sent: unknown[];

const online = (agent_id: string) => ({
  ...{ agent_id, name: 'Ada', instance: `${agent_id}-1`, version: '0.1.0', capabilities: ['script'] },
  opened_at: '2026-11-21T10:00:00Z',
});
const key = aKey({ id: 'key_1', prefix: 'owf_kenji_abcd' });
const tell: FakeServer['tell'] = (type, data) => act(() => server.tell(type, data));

beforeEach(() => {
  sent = [];
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.agents = [
    anAgent({
      id: 'kenji',
      name: 'Kenji',
      connection: 'online',
      instances: [
        {
          instance: 'kenji-0',
          version: null,
          capabilities: [],
          labels: {},
          opened_at: '2026-11-21T09:00:00Z',
          control: null,
        },
      ],
    }),
    anAgent({ id: 'sofia', name: 'Sofia', connection: 'online' }),
  ];
  server.on('GET /api/agent-door', () => ok({ address: 'ops.example.org:9090' }));
  server.on('POST /api/agents', ({ init }) => {
    const body = JSON.parse(String(init.body)) as { name: string };
    sent.push(body);
    const agent = anAgent({ id: 'ada', ...body });
    server.tell('worker.registered', agent);
    return ok({ agent, api_key: 'owf_ada_0123456789' });
  });
  server.on('GET /api/agents/kenji/messages?limit=100', () => ok([]));
  server.on('GET /api/agents/kenji/keys', () => ok([key]));
  const kept = { settings: { model: 'small' }, changed_at: '2026-11-21T10:00:00Z' };
  server.on('GET /api/agents/kenji/settings', () =>
    ok({ ...kept, changed_by: { type: 'person', id: 'person_1', name: 'Grace' } }),
  );
});

describe('the state of an agent', () => {
  it('is working only while it holds a step', async () => {
    await openLive('/agents');
    const state = async (id: string) =>
      within(await screen.findByTestId(`agent-${id}`)).getByTestId('agent-connection');
    expect(await state('kenji')).toHaveTextContent('Working');
    expect(await state('sofia')).toHaveTextContent('Idle');
    tell('worker.offline', { ...online('sofia'), instance: 'sofia-1' });
    expect(await state('sofia')).toHaveTextContent('Offline');
  });
});

describe('the settings of an agent', () => {
  it('are changed as JSON, and show which process has taken them in', async () => {
    server.on('PUT /api/agents/kenji/settings', ({ init }) => {
      sent.push(JSON.parse(String(init.body)));
      return ok({});
    });
    await openLive('/agents/kenji');
    const text = await screen.findByTestId('settings-text');
    expect(text).toHaveValue('{\n  "model": "small"\n}');
    expect(screen.getByText(/Grace/)).toBeInTheDocument();
    await user.clear(text);
    await user.paste('[1]');
    expect(screen.getByTestId('settings-save')).toBeDisabled();
    expect(screen.getByText('This is no JSON object.')).toBeInTheDocument();
    await user.clear(text);
    await user.paste('{"model": "large"}');
    await user.click(screen.getByTestId('settings-save'));
    expect(sent).toEqual([{ settings: { model: 'large' } }]);
    tell('worker.control_changed', {
      ...{ id: 'ctl_1', kind: 'configure', state: 'delivered', agent_id: 'kenji', instance: 'kenji-0' },
      ...{ execution_id: null, step_id: null, attempt: null, text: null },
      requested_by: { type: 'person', id: 'person_1' },
      ...{
        requested_at: '2026-11-21T10:00:00Z',
        delivered_at: '2026-11-21T10:00:01Z',
        acknowledged_at: null,
      },
    });
    expect(screen.getByTestId('settings-told')).toHaveTextContent('kenji-0');
    expect(screen.getByTestId('settings-told')).toHaveTextContent('delivered');
    expect(screen.queryByTestId('told')).not.toBeInTheDocument();
  });
});

describe('a new agent', () => {
  const create = async (name = 'Ada') => {
    await user.click(await screen.findByTestId('new-agent'));
    await user.type(await screen.findByLabelText('Name'), name);
    await user.click(screen.getByTestId('create-agent'));
  };

  it('gets a face, a key that is shown once, and a command; the page tells by itself that it is there', async () => {
    await openLive('/agents');
    await user.click(await screen.findByTestId('new-agent'));
    const name = await screen.findByLabelText('Name');
    expect(name).toHaveFocus();
    await user.type(name, 'Ada Löve');
    expect(name).toHaveAccessibleDescription(/ada-love/);
    await user.click(screen.getByRole('radio', { name: '🦊' }));
    await user.click(screen.getByRole('radio', { name: 'Teal' }));
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('api-key')).toHaveTextContent('owf_ada_0123456789');
    expect(await screen.findByTestId('command')).toHaveTextContent(
      'OPSFLOW_KEY=owf_ada_0123456789 ./opsflow agent --server ops.example.org:9090',
    );
    expect(sent).toEqual([{ name: 'Ada Löve', emoji: '🦊', color: '#0d9488' }]);
    expect(screen.getByTestId('connect-state')).toHaveTextContent('Waiting for it to connect');
    const before = [...server.requests];
    tell('worker.online', online('ada'));
    expect(screen.getByTestId('connect-state')).toHaveTextContent(/is connected.*ada-1/);
    expect(server.requests).toEqual(before);
  });

  it('whose key is not kept anywhere once the page is left', async () => {
    await openLive('/agents');
    await create();
    await screen.findByTestId('api-key');
    await user.click(screen.getByRole('link', { name: 'Back' }));
    await user.click(await screen.findByTestId('new-agent'));
    expect(await screen.findByLabelText('Name')).toHaveValue('');
    expect(document.body.textContent).not.toContain('0123456789');
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('0123456789');
  });

  it('that does not come makes the page say what to look at', async () => {
    await openLive('/agents');
    await create();
    await screen.findByTestId('command');
    expect(screen.queryByTestId('connect-checks')).not.toBeInTheDocument();
    const later = Date.now() + 31_000;
    vi.spyOn(Date, 'now').mockImplementation(() => later);
    const checks = await screen.findByTestId('connect-checks');
    expect(checks).toHaveTextContent('Can that machine reach ops.example.org:9090?');
    expect(checks).not.toHaveTextContent('This page itself is not connected');
    act(() => server.socket.drop());
    expect(await screen.findByTestId('connect-checks')).toHaveTextContent(
      'This page itself is not connected',
    );
  });

  it('is refused at the field that is wrong', async () => {
    server.on('POST /api/agents', () =>
      refused(422, 'invalid', {}, [{ field: 'name', message: 'must be 1 to 120 characters long' }]),
    );
    await openLive('/agents');
    await create();
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(/1 to 120/));
    expect(screen.getByTestId('create-agent')).toBeEnabled();
  });

  it('is not offered to a viewer', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/agents');
    expect(await screen.findByTestId('read-only-REGISTER_AGENT')).toBeInTheDocument();
    expect(screen.queryByTestId('new-agent')).not.toBeInTheDocument();
    await user.keyboard('n');
    expect(window.location.pathname).toBe('/agents');
  });
});

describe('the page of an agent', () => {
  it('shows what it works on, its processes and its keys', async () => {
    await openLive('/agents/kenji');
    const page = within(await screen.findByTestId('agent-page'));
    expect(page.getByRole('link', { name: 'Count commits' })).toHaveAttribute(
      'href',
      '/runs/run_1?step=history',
    );
    expect(await page.findByText('owf_kenji_abcd…')).toBeInTheDocument();
    tell('worker.online', online('kenji'));
    expect(page.getByText('kenji-1')).toBeInTheDocument();
    expect(page.queryByTestId('vitals')).not.toBeInTheDocument();
    const load = { free_slots: 2, cpu_percent: 40, free_disk_bytes: 80 * 1024 ** 3 };
    const vitals = { agent_id: 'kenji', instance: 'kenji-1', ...load, alive_at: '2026-11-21T10:00:05Z' };
    act(() => server.socket.say({ type: 'vitals', data: [vitals] }));
    expect(page.getByTestId('vitals')).toHaveTextContent('Free slots: 2 · CPU 40 % · 80 GiB of disk free');
  });

  it('makes a new key beside the old one, and revokes the old one after asking', async () => {
    server.on('POST /api/agents/kenji/keys', () => ok({ key, api_key: 'owf_kenji_new' }));
    const revoked = vi.fn(() => new Response(null, { status: 204 }));
    server.on('DELETE /api/agents/kenji/keys/key_1', revoked);
    await openLive('/agents/kenji');
    await user.click(await screen.findByTestId('new-key'));
    expect(await screen.findByTestId('api-key')).toHaveTextContent('owf_kenji_new');
    // What is connected by the old key does not count.
    expect(screen.getByTestId('connect-state')).toHaveTextContent('Waiting for it to connect');
    await user.click(await screen.findByRole('button', { name: 'Revoke owf_kenji_abcd…' }));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('Revoke the key owf_kenji_abcd…?');
    expect(revoked).not.toHaveBeenCalled();
    server.on('GET /api/agents/kenji/keys', () => ok([]));
    await user.click(screen.getByTestId('confirm-act'));
    expect(await screen.findByText(/nobody can connect as this agent/)).toBeInTheDocument();
    expect(revoked).toHaveBeenCalledOnce();
  });

  it('pauses and resumes it, and shows how far that has come', async () => {
    const pause = { stage: 'pausing', requested_at: '2026-11-21T10:00:00Z' };
    const requested_by = { type: 'person', id: 'person_1' };
    server.on('POST /api/agents/kenji/pause', () => {
      server.tell('worker.paused', { agent_id: 'kenji', name: 'Kenji', pause: { ...pause, requested_by } });
      return ok({});
    });
    server.on('POST /api/agents/kenji/resume', () => {
      server.tell('worker.resumed', { agent_id: 'kenji', name: 'Kenji' });
      return ok({});
    });
    await openLive('/agents/kenji');
    await user.click(await screen.findByTestId('pause'));
    const state = () => screen.getByTestId('agent-connection');
    await waitFor(() => expect(state()).toHaveTextContent('Pausing'));
    const control = {
      ...{ id: 'ctl_1', kind: 'pause', agent_id: 'kenji', instance: 'kenji-0', text: null },
      ...{ execution_id: null, step_id: null, attempt: null, requested_by },
      ...{ requested_at: '2026-11-21T10:00:00Z', delivered_at: null, acknowledged_at: null },
    };
    tell('worker.control_changed', { ...control, state: 'requested' });
    expect(screen.getByTestId('told')).toHaveTextContent('requested');
    tell('worker.control_changed', {
      ...{ ...control, state: 'acknowledged' },
      ...{ delivered_at: '2026-11-21T10:00:01Z', acknowledged_at: '2026-11-21T10:00:01Z' },
    });
    expect(screen.getByTestId('told')).toHaveTextContent(/pause ?acknowledged/);
    tell('workflow.step.completed', {
      ...{ execution_id: 'run_1', step_id: 'step_run_1_history', step_key: 'history', revision: 9 },
      ...{ step_name: 'Count commits', phase: 'inspect', status: 'completed', state: 'completed' },
      ...{ reason: null, attempt: 1, agent: null, fence: 1, error_message: null },
      ...{ ready_at: null, started_at: null, completed_at: '2026-11-21T10:01:00Z' },
    });
    tell('worker.paused', {
      ...{ agent_id: 'kenji', name: 'Kenji' },
      pause: { ...pause, stage: 'paused', requested_by },
    });
    expect(state()).toHaveTextContent('Paused');
    await user.click(screen.getByTestId('resume'));
    await waitFor(() => expect(state()).toHaveTextContent('Idle'));
  });

  it('shows what is wrong with it until somebody dismisses it', async () => {
    const error = {
      ...{ id: 'err_1', instance: 'kenji-0', code: 'disk_full', message: 'The disk is full.' },
      at: '2026-11-21T10:00:00Z',
    };
    server.on('POST /api/agents/kenji/errors/err_1/dismiss', () => {
      server.tell('worker.error_cleared', { agent_id: 'kenji', name: 'Kenji', error: null });
      return ok({});
    });
    await openLive('/agents/kenji');
    await screen.findByTestId('agent-page');
    expect(screen.queryByTestId('agent-error')).not.toBeInTheDocument();
    tell('worker.error', { agent_id: 'kenji', name: 'Kenji', error });
    expect(screen.getByTestId('agent-error')).toHaveTextContent('The disk is full.');
    expect(screen.getByTestId('agent-connection')).toHaveTextContent('Error');
    await user.click(screen.getByTestId('dismiss-error'));
    await waitFor(() => expect(screen.queryByTestId('agent-error')).not.toBeInTheDocument());
    expect(screen.getByTestId('agent-connection')).not.toHaveTextContent('Error');
  });

  it('lets a viewer pause nobody', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/agents/kenji');
    await screen.findByTestId('agent-page');
    expect(screen.queryByTestId('pause')).not.toBeInTheDocument();
    const error = {
      id: 'err_1',
      instance: 'kenji-0',
      code: 'x',
      message: 'Full.',
      at: '2026-11-21T10:00:00Z',
    };
    tell('worker.error', { agent_id: 'kenji', name: 'Kenji', error });
    expect(screen.getByTestId('agent-error')).toBeInTheDocument();
    expect(screen.queryByTestId('dismiss-error')).not.toBeInTheDocument();
  });

  it('retires it after asking', async () => {
    server.on('POST /api/agents/kenji/retire', () => {
      server.tell('worker.retired', { agent_id: 'kenji' });
      return ok({});
    });
    await openLive('/agents/kenji');
    await user.click(await screen.findByTestId('retire'));
    await user.click(await screen.findByTestId('confirm-act'));
    expect(await screen.findByTestId('agents-page')).toBeInTheDocument();
    expect(screen.queryByTestId('agent-kenji')).not.toBeInTheDocument();
    expect(screen.getByTestId('agent-sofia')).toBeInTheDocument();
  });

  it('lets a member look, and says who may change keys', async () => {
    server.me = { ...server.me, role: 'member' };
    await openLive('/agents/kenji');
    expect(await screen.findByTestId('read-only-MANAGE_AGENT_KEYS')).toHaveTextContent('owner, admin');
    expect(screen.queryByTestId('retire')).not.toBeInTheDocument();
    expect(server.requests).not.toContain('GET /api/agents/kenji/keys');
  });

  it('says that there is no such agent', async () => {
    await openLive('/agents/nobody');
    expect(await screen.findByTestId('agent-missing')).toHaveTextContent('There is no agent nobody');
  });
});

describe('an id', () => {
  it.each([
    ['Kenji', 'kenji'],
    ['  Ada Löve-Lace!  ', 'ada-love-lace'],
    ['ﬁne №5', 'fine-no5'],
    ['日本', ''],
    ['x'.repeat(50), 'x'.repeat(40)],
  ])('of %s is %s', (name, slug) => expect(slugOf(name)).toBe(slug));
});
