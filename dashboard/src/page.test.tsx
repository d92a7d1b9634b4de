import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer, FakeSocket, ok, refused } from '@/test/fake-server';
import { open, openLive } from '@/test/page';
import { anAgent, aRun, aRunAtWork, aStep, kenji } from '@/test/samples';

const user = userEvent.setup();
let server: FakeServer;

const tell: FakeServer['tell'] = (type, data) => act(() => server.tell(type, data));
const column = (phase: string) => within(screen.getByTestId(`column-${phase}`));

beforeEach(() => {
  FakeSocket.refuses = false;
  server = new FakeServer();
  server.agents = [
    anAgent({
      id: 'kenji',
      name: 'Kenji',
      emoji: '💻',
      connection: 'online',
      instances: [
        {
          instance: 'kenji-1',
          version: '0.1.0',
          capabilities: ['git', 'shell'],
          labels: { region: 'eu' },
          opened_at: '2026-11-21T09:00:00Z',
          control: null,
        },
      ],
    }),
    anAgent({ id: 'sofia', name: 'Sofia' }),
  ];
  server.runs = [aRunAtWork()];
});

describe('signing in', () => {
  beforeEach(() => {
    server = new FakeServer({ signedIn: false });
    server.runs = [aRunAtWork()];
  });

  async function signIn(password: string): Promise<void> {
    await user.type(await screen.findByLabelText('Email'), 'ada@example.org');
    await user.type(screen.getByLabelText('Password'), password);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
  }

  it('begins with the email field and suits a password manager', async () => {
    await open();
    const email = await screen.findByLabelText('Email');
    await waitFor(() => expect(email).toHaveFocus());
    expect(email).toHaveAttribute('autocomplete', 'username');
    expect(screen.getByLabelText('Password')).toHaveAttribute('autocomplete', 'current-password');
    await waitFor(() => expect(document.title).toBe('Sign in · Opsflow'));
  });

  it('leads back to the page that was asked for', async () => {
    server.on('GET /api/workflow-executions/run_1', () => ok(aRunAtWork()));
    await open('/runs/run_1?step=history');
    await signIn('right');
    expect(await screen.findByTestId('run-page')).toBeInTheDocument();
    expect(window.location.pathname + window.location.search).toBe('/runs/run_1?step=history');
  });

  it('says that email or password is wrong and lets one try again', async () => {
    await open();
    await signIn('wrong');
    expect(await screen.findByText('Email or password is not right.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  });

  it('counts the seconds until the next try is allowed', async () => {
    server.on('POST /api/auth/login', () => refused(429, 'rate_limited', { 'Retry-After': '42' }));
    await open();
    await signIn('wrong');
    expect(await screen.findByText(/Try again in 4[12] seconds/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  });

  it('says when the server does not answer', async () => {
    await open();
    server.on('POST /api/auth/login', () => Promise.reject(new TypeError('Failed to fetch')));
    await signIn('right');
    expect(await screen.findByText(/The server does not answer/)).toBeInTheDocument();
  });
});

describe('the shell', () => {
  it('names the workspace and tells that the board is live', async () => {
    await openLive();
    expect(screen.getByTestId('workspace')).toHaveTextContent('Acme');
    expect(screen.getByTestId('connection')).toHaveTextContent('Live');
  });

  it('tells when the line is broken, how old things are and when it tries again', async () => {
    await openLive();
    FakeSocket.refuses = true;
    act(() => server.socket.drop());
    expect(screen.getByTestId('connection')).toHaveAttribute('data-status', 'reconnecting');
    expect(screen.getByTestId('connection-detail')).toHaveTextContent(/Reconnecting in 1 s.*as of/);
    FakeSocket.refuses = false;
    await user.click(screen.getByRole('button', { name: 'Retry now' }));
    await waitFor(() => expect(screen.getByTestId('connection')).toHaveAttribute('data-status', 'live'));
  });

  it('changes the theme and remembers it', async () => {
    await openLive();
    await user.click(screen.getByTestId('person-menu'));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Dark' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(localStorage.getItem('opsflow.theme')).toBe('dark');
  });

  it('signs out with the CSRF token', async () => {
    const asked = vi.fn();
    server.on('POST /api/auth/logout', ({ init }) => {
      asked(new Headers(init.headers).get('X-CSRF-Token'));
      return new Response(null, { status: 204 });
    });
    await openLive();
    await user.click(screen.getByTestId('person-menu'));
    await user.click(await screen.findByTestId('sign-out'));
    expect(await screen.findByTestId('sign-in-page')).toBeInTheDocument();
    expect(asked).toHaveBeenCalledWith('csrf-1');
    expect(server.socket.readyState).toBe(FakeSocket.CLOSED);
  });

  it('shows the shortcuts on ? and goes by keys', async () => {
    await openLive();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await user.keyboard('ga');
    expect(await screen.findByTestId('agents-page')).toBeInTheDocument();
    await user.keyboard('gb');
    expect(await screen.findByTestId('board-page')).toBeInTheDocument();
  });

  it('takes the focus along to the next page, and back to the card it came from', async () => {
    server.on('GET /api/workflow-executions/run_1', () => ok(aRunAtWork()));
    server.on('GET /api/workflow-executions/run_1/artifacts', () => ok([]));
    await openLive();
    await user.keyboard('j{Enter}');
    expect(await screen.findByTestId('run-page')).toBeInTheDocument();
    expect(screen.getByRole('main')).toHaveFocus();
    await waitFor(() => expect(screen.getByTestId('announcement')).toHaveTextContent('Health of sample/api'));
    await user.keyboard('{Escape}');
    expect(await screen.findByTestId('run-card-run_1')).toHaveFocus();
  });

  it('has a page for addresses that lead nowhere', async () => {
    await openLive('/nowhere');
    expect(await screen.findByTestId('not-found')).toHaveTextContent('There is nothing at /nowhere.');
  });
});

describe('the board', () => {
  const moved = (fields: object) => ({
    ...{ execution_id: 'run_1', name: 'Health of sample/api', status: 'running', state: 'running' },
    ...{
      current_phase: 'inspect',
      current_step_index: 0,
      steps_total: 2,
      steps_open: 2,
      error_message: null,
    },
    ...{ started_at: '2026-11-21T10:00:01Z', completed_at: null, revision: 2, ...fields },
  });
  const stepMoved = (fields: object) => ({
    ...{
      execution_id: 'run_1',
      step_id: 'step_run_1_history',
      step_key: 'history',
      step_name: 'Count commits',
    },
    ...{ phase: 'inspect', status: 'running', state: 'running', attempt: 1, agent: kenji, fence: 1 },
    ...{
      error_message: null,
      ready_at: null,
      started_at: new Date().toISOString(),
      completed_at: null,
      ...fields,
    },
  });

  it('shows a run in the column of its phase, with agent, step and proof of life', async () => {
    await openLive();
    const card = within(column('inspect').getByTestId('run-card-run_1'));
    expect(card.getByText('Health of sample/api')).toBeInTheDocument();
    expect(card.getByTestId('run-badge')).toHaveTextContent('Running');
    expect(card.getByText('Count commits')).toBeInTheDocument();
    expect(card.getByTitle('Kenji').lastElementChild).toHaveAttribute('data-face', '💻');
    expect(card.getByRole('progressbar')).toHaveAccessibleName('0 of 2 steps done');
    expect(card.getByTestId('alive-history')).toHaveTextContent(/alive/);
  });

  it('moves a card without a single request', async () => {
    await openLive();
    const before = [...server.requests];
    tell('workflow.step.completed', stepMoved({ status: 'completed', state: 'completed', revision: 2 }));
    tell('workflow.execution.phase_changed', moved({ current_phase: 'report' }));
    expect(column('report').getByTestId('run-card-run_1')).toBeInTheDocument();
    expect(column('inspect').queryByTestId('run-card-run_1')).not.toBeInTheDocument();
    tell(
      'workflow.execution.status_changed',
      moved({ status: 'completed', completed_at: '2026-11-21T10:01:13Z', revision: 3 }),
    );
    expect(column('finished').getByTestId('run-card-run_1')).toHaveTextContent('1m 12s');
    tell('workflow.execution.created', aRun({ id: 'run_2', name: 'Another' }));
    expect(column('inspect').getByText('Another')).toBeInTheDocument();
    expect(server.requests).toEqual(before);
  });

  it('does not say running while no step is', async () => {
    await openLive();
    tell(
      'workflow.step.returned',
      stepMoved({ status: 'pending', state: 'ready', agent: null, revision: 2 }),
    );
    const card = within(screen.getByTestId('run-card-run_1'));
    expect(card.getByTestId('run-badge')).toHaveTextContent('Waiting for an agent');
    expect(card.getByText('1 step ready, no agent has taken it')).toBeInTheDocument();
  });

  it('shows percent and last line, and warns when life signs stop', async () => {
    await openLive();
    const alive_at = (age: number) => new Date(Date.now() - age).toISOString();
    const say = (fields: object) =>
      act(() =>
        server.socket.say({
          type: 'signals',
          data: [{ execution_id: 'run_1', step_id: 'step_run_1_history', alive_at: alive_at(0), ...fields }],
        }),
      );
    say({ percent: 41.7, line: 'walking 1,284 files' });
    expect(screen.getByText('42%')).toBeInTheDocument();
    expect(screen.getByText('walking 1,284 files')).toBeInTheDocument();
    tell('workflow.step.started', stepMoved({ started_at: alive_at(120_000), attempt: 2, revision: 3 }));
    say({ alive_at: alive_at(45_000) });
    expect(screen.getByTestId('alive-history')).toHaveAttribute('data-silent', 'true');
    expect(screen.getByTestId('alive-history')).toHaveTextContent(/no sign of life for 4[45]s/);
  });

  it('calls no agent silent that it has only begun to listen to', async () => {
    await openLive();
    const started_at = new Date(Date.now() - 120_000).toISOString();
    tell('workflow.step.started', stepMoved({ started_at, attempt: 2, revision: 3 }));
    expect(screen.getByTestId('run-card-run_1')).toBeInTheDocument();
    expect(screen.queryByTestId('alive-history')).not.toBeInTheDocument();
  });

  it('says that a step is stalled though its agent lives, and that it goes on', async () => {
    await openLive();
    const stalled_at = new Date(Date.now() - 150_000).toISOString();
    tell('workflow.step.stalled', stepMoved({ stalled_at, revision: 2 }));
    expect(screen.getByTestId('alive-history')).toHaveTextContent(/stalled 2m/);
    tell('workflow.step.recovered', stepMoved({ stalled_at: null, revision: 3 }));
    expect(screen.getByTestId('alive-history')).toHaveTextContent(/alive/);
  });

  it('says at once that the agent of a step is gone, and when it is back', async () => {
    await openLive();
    const move = { agent_id: 'kenji', name: 'Kenji', instance: 'kenji-1', version: null, opened_at: null };
    tell('worker.offline', { ...move, capabilities: [] });
    expect(screen.getByTestId('alive-history')).toHaveTextContent('agent gone');
    tell('worker.online', { ...move, capabilities: ['shell'] });
    expect(screen.getByTestId('alive-history')).toHaveTextContent(/alive/);
  });

  it('tells why a run failed', async () => {
    await openLive();
    tell(
      'workflow.execution.status_changed',
      moved({ status: 'failed', error_message: 'No licence', completed_at: '2026-11-21T10:01:13Z' }),
    );
    expect(column('finished').getByText('No licence')).toBeInTheDocument();
  });

  it('says that a run is failing, and of which step, while others still work', async () => {
    const run = aRunAtWork();
    const failed = { state: 'failed', status: 'failed', error_message: 'exit code 1' } as const;
    const steps = [...run.steps, aStep({ id: 'step_licence', name: 'Licence', ...failed })];
    server.runs = [{ ...run, state: 'failing', error_message: "Step 'licence' failed: exit code 1", steps }];
    await openLive();
    const card = within(screen.getByTestId('run-card-run_1'));
    expect(card.getByTestId('run-badge')).toHaveTextContent('Failing');
    expect(card.getByText('Licence failed: exit code 1')).toBeInTheDocument();
    expect(card.getByText('Count commits')).toBeInTheDocument();
  });

  it('tells runs of one name apart', async () => {
    const fields = { name: 'Health of main', status: 'completed' } as const;
    server.runs = [
      aRun({ id: 'run_01m7zaaaa', completed_at: '2026-11-21T10:01:13Z', ...fields }),
      aRun({ id: 'run_01m7zbbbb', completed_at: '2026-11-21T10:02:14Z', ...fields }),
    ];
    await openLive();
    const text = (id: string) => screen.getByTestId(`run-card-${id}`).textContent;
    expect(text('run_01m7zaaaa')).toMatch(/#aaaa.*:01:13/);
    expect(text('run_01m7zbbbb')).toMatch(/#bbbb.*:02:14/);
    await user.type(screen.getByLabelText('Filter runs'), '#bbbb');
    expect(screen.queryByTestId('run-card-run_01m7zaaaa')).not.toBeInTheDocument();
    expect(screen.getByTestId('run-card-run_01m7zbbbb')).toBeInTheDocument();
  });

  it('filters by words and status, and keeps the filter in the address', async () => {
    server.runs.push(
      aRun({ id: 'run_2', name: 'Other', status: 'completed', completed_at: '2026-11-21T10:01:00Z' }),
    );
    await openLive();
    await user.keyboard('/');
    await user.keyboard('other');
    expect(screen.queryByTestId('run-card-run_1')).not.toBeInTheDocument();
    expect(window.location.search).toBe('?q=other');
    await user.selectOptions(screen.getByLabelText('Status'), 'Failed');
    expect(screen.getByTestId('board-no-match')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(screen.getByTestId('run-card-run_1')).toBeInTheDocument();
  });

  it('moves the focus over the cards by keys', async () => {
    server.runs.push(
      aRun({ id: 'run_2', created_at: '2026-11-21T09:00:00Z' }),
      aRun({ id: 'run_3', status: 'running', current_phase: 'report' }),
    );
    await openLive();
    await user.keyboard('j');
    expect(screen.getByTestId('run-card-run_1')).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByTestId('run-card-run_2')).toHaveFocus();
    await user.keyboard('l');
    expect(screen.getByTestId('run-card-run_3')).toHaveFocus();
  });

  it('keeps the focus on a card that moves', async () => {
    await openLive();
    await user.keyboard('j');
    tell('workflow.execution.phase_changed', moved({ current_phase: 'report' }));
    expect(column('report').getByTestId('run-card-run_1')).toHaveFocus();
  });

  it('has a next step when there is nothing', async () => {
    server.runs = [];
    await openLive();
    expect(screen.getByTestId('board-empty')).toHaveTextContent('./opsflow demo');
  });

  it('draws only the cards in sight of a long column', async () => {
    server.runs = Array.from({ length: 400 }, (_, i) => aRun({ id: `run_${i}` }));
    await openLive();
    expect(screen.getByTestId('column-inspect')).toHaveAccessibleName('inspect, 400 runs');
    expect(screen.queryAllByTestId(/^run-card-/).length).toBeLessThan(60);
  });
});

describe('the page of a run', () => {
  const output = '/api/workflow-steps/step_run_1_history/logs/output';

  beforeEach(() => {
    server.on('GET /api/workflow-executions/run_1', () => ok({ ...aRunAtWork(), args: { branch: 'main' } }));
    server.on('GET /api/workflow-executions/run_1/artifacts', () => ok([]));
    server.on(`GET ${output}`, () =>
      ok({
        type: 'output',
        step_id: 'step_run_1_history',
        attempt: 1,
        content: 'one\ntwo\n',
        offset: 0,
        size: 8,
        truncated: false,
      }),
    );
  });

  const log = () => screen.getByTestId('log');

  it('follows the log of the step at work', async () => {
    await openLive('/runs/run_1');
    expect(await screen.findByText('two')).toBeInTheDocument();
    expect(server.socket.heard).toContainEqual({ type: 'watch', step_id: 'step_run_1_history' });
    act(() =>
      server.socket.say({
        type: 'log',
        step_id: 'step_run_1_history',
        attempt: 1,
        offset: 4,
        text: 'two\nthree\n',
      }),
    );
    await waitFor(() => expect(log()).toHaveTextContent(/one.*two.*three/));
    expect(within(log()).getAllByText('two')).toHaveLength(1);
    expect(screen.getByTestId('log-count')).toHaveTextContent('3 lines');
  });

  it('offers to follow a log that grows, and none that is complete', async () => {
    await openLive('/runs/run_1');
    await screen.findByText('two');
    expect(screen.getByTestId('log-follow')).toHaveTextContent('Following');
    tell('workflow.step.completed', {
      ...{ execution_id: 'run_1', step_id: 'step_run_1_history', step_key: 'history', phase: 'inspect' },
      ...{ step_name: 'Count commits', status: 'completed', state: 'completed', attempt: 1, agent: kenji },
      ...{ fence: 1, error_message: null, ready_at: null, started_at: null, revision: 2 },
      completed_at: '2026-11-21T10:01:13Z',
    });
    expect(screen.queryByTestId('log-follow')).not.toBeInTheDocument();
  });

  it('is red about a step that failed, not about one that gets another try', async () => {
    const step = aStep({ id: 'step_b', step_id: 'b', attempt: 1, error_message: 'exit code 1' });
    server.runs = [{ ...aRunAtWork(), steps: [{ ...step, state: 'ready' }] }];
    server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
    await openLive('/runs/run_1');
    expect((await screen.findAllByTestId('step-remark'))[0]).toHaveTextContent(
      'Attempt 1 ended: exit code 1',
    );
    expect(screen.queryByTestId('step-error')).not.toBeInTheDocument();
    tell('workflow.step.completed', {
      ...{ execution_id: 'run_1', step_id: 'step_b', step_key: 'b', phase: 'inspect', step_name: 'B' },
      ...{
        status: 'failed',
        state: 'failed',
        attempt: 2,
        agent: null,
        fence: 2,
        error_message: 'exit code 2',
      },
      ...{ ready_at: null, started_at: null, completed_at: '2026-11-21T10:01:13Z', revision: 2 },
    });
    expect(screen.getAllByTestId('step-error')[0]).toHaveTextContent('exit code 2');
    expect(screen.queryByTestId('step-remark')).not.toBeInTheDocument();
    expect(screen.getByTestId('phase-inspect')).toHaveTextContent('failed');
  });

  it('shows only the rows in sight of a hundred thousand lines', async () => {
    await openLive('/runs/run_1');
    await screen.findByText('two');
    const text = `${Array.from({ length: 100_000 }, (_, i) => `line ${i}`).join('\n')}\n`;
    act(() => server.socket.say({ type: 'log', step_id: 'step_run_1_history', attempt: 1, offset: 8, text }));
    await waitFor(() => expect(screen.getByTestId('log-count')).toHaveTextContent('100,002 lines'));
    expect(log().querySelectorAll('div > div > div').length).toBeLessThan(150);
  });

  it('goes through the steps by keys, tells what is chosen, and leaves the watch', async () => {
    await openLive('/runs/run_1');
    await screen.findByText('two');
    await user.keyboard('j');
    expect(await screen.findByText('The log begins when an agent starts the step.')).toBeInTheDocument();
    expect(screen.getByTestId('step-report')).toHaveAttribute('aria-current', 'true');
    expect(window.location.search).toBe('?step=report');
    expect(server.socket.heard).toContainEqual({ type: 'unwatch', step_id: 'step_run_1_history' });
    await user.keyboard('{Escape}');
    expect(await screen.findByTestId('board')).toBeInTheDocument();
  });

  it('shows output and attempts when they are asked for', async () => {
    const done = aStep({
      id: 'step_run_1_history',
      step_id: 'history',
      name: 'Count commits',
      state: 'completed',
      status: 'completed',
      attempt: 2,
      fence: 2,
      agent: kenji,
    });
    server.runs = [aRun({ id: 'run_1', status: 'running', current_phase: 'inspect', steps: [done] })];
    server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
    const attempt = { fence: 1, agent: kenji, started_at: null, completed_at: null };
    server.on('GET /api/workflow-steps/step_run_1_history', () =>
      ok({
        ...done,
        output: { commits: 1284 },
        summary: 'Counted.',
        attempts: [
          { ...attempt, number: 1, state: 'failed', error_message: 'exit code 1' },
          { ...attempt, number: 2, state: 'completed', error_message: null },
        ],
        checkpoint: {
          attempt: 1,
          size_bytes: 2048,
          artifact_id: null,
          reported_at: '2026-11-21T10:00:00Z',
        },
      }),
    );
    await openLive('/runs/run_1');
    await user.click(await screen.findByTestId('tab-output'));
    expect(await screen.findByText('1284')).toBeInTheDocument();
    expect(screen.getByText('Counted.')).toBeInTheDocument();
    await user.keyboard('3');
    const attempts = within(await screen.findByTestId('attempts'));
    expect(attempts.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringContaining('Attempt 2'),
      expect.stringContaining('exit code 1'),
    ]);
    expect(screen.getByTestId('checkpoint')).toHaveTextContent('Last checkpoint: attempt 1, 2.0 KiB');
  });

  it('shows a report that arrives, without its HTML', async () => {
    server.on(
      'GET /api/artifacts/art_1?inline=1',
      () =>
        new Response('# Report\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) **42** commits'),
    );
    await openLive('/runs/run_1');
    await screen.findByText('two');
    tell('workflow.artifact.created', {
      execution_id: 'run_1',
      step_id: null,
      artifact_id: 'art_1',
      name: 'report.md',
      file_type: 'report',
      mime_type: 'text/markdown',
      size_bytes: 60,
      sha256: 'x',
      created_at: '2026-11-21T10:00:00Z',
    });
    await user.click(screen.getByTestId('artifact-report.md'));
    const markdown = await screen.findByTestId('markdown', undefined, { timeout: 5000 });
    expect(within(markdown).getByRole('heading', { name: 'Report' })).toBeInTheDocument();
    expect(markdown.querySelector('img, script')).toBeNull();
    expect(markdown.innerHTML).not.toContain('javascript:');
    expect(screen.getByTestId('artifact-download')).toHaveAttribute('href', '/api/artifacts/art_1');
  });

  it('says that there is no such run', async () => {
    await openLive('/runs/run_404');
    expect(await screen.findByTestId('run-missing')).toHaveTextContent('There is no run run_404');
  });
});

describe('the agents', () => {
  it('are listed with connection, instances and capabilities, and change live', async () => {
    await openLive('/agents');
    const kenjis = within(await screen.findByTestId('agent-kenji'));
    expect(kenjis.getByTestId('agent-connection')).toHaveTextContent('Working');
    expect(kenjis.getByText('kenji-1')).toBeInTheDocument();
    expect(kenjis.getByText('shell')).toBeInTheDocument();
    expect(kenjis.getByText('region=eu')).toBeInTheDocument();
    tell('worker.offline', {
      agent_id: 'kenji',
      name: 'Kenji',
      instance: 'kenji-1',
      version: null,
      capabilities: [],
      opened_at: null,
    });
    expect(kenjis.getByTestId('agent-connection')).toHaveTextContent('Offline');
  });
});
