import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aDefinition, aRun } from '@/test/samples';

const user = userEvent.setup();
let server: FakeServer;
let sent: unknown[];

beforeEach(() => {
  sent = [];
  server = new FakeServer();
  server.on('POST /api/workflow-executions', ({ init }) => {
    sent.push(JSON.parse(String(init.body)));
    return ok(aRun({ id: 'run_9' }));
  });
  server.on('GET /api/workflow-executions/run_9', () => ok(aRun({ id: 'run_9', name: 'Started' })));
  server.on('GET /api/workflow-executions/run_9/artifacts', () => ok([]));
  server.on('GET /api/workflow-definitions/health', () =>
    ok(
      aDefinition({
        args_schema: {
          type: 'object',
          properties: {
            branch: { type: 'string', description: 'What is examined.' },
            depth: { type: 'integer', default: 3, minimum: 1, maximum: 9 },
            level: { enum: ['low', 'high'] },
            deep: { type: 'boolean' },
            paths: { type: 'array', items: { type: 'string' } },
            limits: { type: 'object', properties: { minutes: { type: 'number' } }, required: ['minutes'] },
          },
          required: ['branch'],
        },
      }),
    ),
  );
});

const start = () => user.click(screen.getByRole('button', { name: 'Start run' }));

describe('starting a run', () => {
  it('sends what was entered, as the types of the schema, and shows the run', async () => {
    await openLive('/workflows/health/start');
    const branch = await screen.findByLabelText('branch');
    expect(branch).toHaveAccessibleDescription('What is examined.');
    expect(screen.getByLabelText(/depth/)).toHaveAccessibleDescription('From 1 to 9.');
    await user.type(branch, 'main');
    await user.clear(screen.getByLabelText(/depth/));
    await user.type(screen.getByLabelText(/depth/), '5');
    await user.selectOptions(screen.getByLabelText(/level/), 'high');
    await user.click(screen.getByLabelText('deep'));
    await user.click(screen.getByRole('button', { name: 'Add a line to paths' }));
    expect(screen.getByLabelText('paths, line 1')).toHaveFocus();
    await user.keyboard('src');
    await user.type(screen.getByLabelText('minutes'), '1.5');
    await user.type(screen.getByLabelText(/Name of the run/), 'Mine');
    await user.selectOptions(screen.getByLabelText('Priority'), 'High');
    await start();
    expect(await screen.findByTestId('run-page')).toBeInTheDocument();
    expect(window.location.pathname).toBe('/runs/run_9');
    expect(sent).toEqual([
      {
        workflow_definition_id: 'health',
        args: {
          branch: 'main',
          depth: 5,
          level: 'high',
          deep: true,
          paths: ['src'],
          limits: { minutes: 1.5 },
        },
        priority: 'high',
        name: 'Mine',
      },
    ]);
  });

  it('asks for what is missing before it asks the server, at the field', async () => {
    await openLive('/workflows/health/start');
    const depth = await screen.findByLabelText(/depth/);
    await user.clear(depth);
    await user.type(depth, 'x');
    await start();
    expect(depth).toHaveAccessibleDescription(/Must be a number/);
    expect(screen.getByLabelText('branch')).toHaveAccessibleDescription(/Needed/);
    await waitFor(() => expect(screen.getByLabelText('branch')).toHaveFocus());
    expect(sent).toEqual([]);
  });

  it('shows what the server refuses at the field that it names, and goes there', async () => {
    server.on('POST /api/workflow-executions', () =>
      refused(422, 'invalid', {}, [
        { field: 'args.limits.minutes', message: 'must be at most 60' },
        { field: 'args.more', message: 'is not known here' },
      ]),
    );
    await openLive('/workflows/health/start');
    await user.type(await screen.findByLabelText('branch'), 'main');
    await start();
    const minutes = screen.getByLabelText('minutes');
    expect(await screen.findByText('must be at most 60')).toBeInTheDocument();
    expect(minutes).toHaveAccessibleDescription(/must be at most 60/);
    await waitFor(() => expect(minutes).toHaveFocus());
    expect(screen.getByTestId('start-error')).toHaveTextContent('args.more: is not known here');
  });

  it('takes any JSON object where the workflow names no arguments', async () => {
    server.on('GET /api/workflow-definitions/health', () => ok(aDefinition({ args_schema: null })));
    await openLive('/workflows/health/start');
    const json = await screen.findByTestId('args-json');
    await user.clear(json);
    await user.type(json, '[[1]');
    await start();
    expect(json).toHaveAccessibleDescription(/Must be a JSON object/);
    await user.clear(json);
    await user.type(json, '{{"a": 1}');
    await start();
    expect(await screen.findByTestId('run-page')).toBeInTheDocument();
    expect(sent).toMatchObject([{ args: { a: 1 } }]);
  });

  it('is not offered to a viewer', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/workflows/health/start');
    expect(await screen.findByTestId('read-only-START_RUN')).toBeInTheDocument();
    expect(screen.queryByTestId('start-run')).not.toBeInTheDocument();
  });
});
