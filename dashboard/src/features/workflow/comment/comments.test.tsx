import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { FakeServer, FakeSocket, ok, paged } from '@/test/fake-server';
import { open } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
const path = '/api/workflow-executions/run_1/comments';
const ofStep = `${path}?step_id=step_run_1_history`;
let server: FakeServer;

const comment = (id: string, text: string, fields: object = {}) => ({
  id,
  workflow_run_id: 'run_1',
  workflow_run_step_id: 'step_run_1_history',
  comment_type: 'agent',
  text,
  author: { type: 'agent', id: 'kenji', name: 'Kenji', emoji: '💻' },
  artifact_ids: [],
  created_at: '2026-11-21T10:00:00Z',
  ...fields,
});

beforeEach(() => {
  FakeSocket.refuses = false;
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
  server.on(`GET ${path}`, () => paged([]));
});

it('shows what agents and people said of a step, without its HTML, and what is said meanwhile', async () => {
  let said = [comment('comment_1', 'three **tests** fail<img src=x onerror=alert(1)>')];
  server.on(`GET ${ofStep}`, () => paged(said));
  await open('/runs/run_1?step=history');
  await user.click(await screen.findByTestId('tab-comments'));
  const panel = within(screen.getByTestId('step-panel'));

  expect(await panel.findByText('tests')).toBeInTheDocument();
  expect(panel.getByTestId('comments').querySelector('img')).toBeNull();

  said = [
    ...said,
    comment('comment_2', 'which?', { author: { type: 'person', id: 'p', name: 'Ada', emoji: null } }),
  ];
  act(() => server.tell('workflow.comment.created', { execution_id: 'run_1', comment_id: 'comment_2' }));
  expect(await panel.findByText('which?')).toBeInTheDocument();
  expect(panel.getByText('Ada')).toBeInTheDocument();
});

it('sends what somebody says of a step', async () => {
  const bodies: unknown[] = [];
  server.on(`GET ${ofStep}`, () => paged([]));
  server.on(`POST ${path}`, ({ init }) => {
    bodies.push(JSON.parse(String(init.body)));
    return ok(comment('comment_1', 'hello'));
  });
  await open('/runs/run_1?step=history');
  await user.click(await screen.findByTestId('tab-comments'));
  const panel = within(screen.getByTestId('step-panel'));

  await user.type(panel.getByLabelText('Your comment'), 'hello');
  await user.click(panel.getByRole('button', { name: 'Comment' }));

  expect(bodies).toEqual([{ text: 'hello', step_id: 'step_run_1_history' }]);
  expect(await panel.findByLabelText('Your comment')).toHaveValue('');
});
