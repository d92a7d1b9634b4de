import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Gate } from '@/shared/live/model';
import { FakeServer, FakeSocket, ok, refused } from '@/test/fake-server';
import { open } from '@/test/page';
import { anAgent, aRunAtWork, kenji } from '@/test/samples';

const user = userEvent.setup();
const step = 'step_run_1_history';
let server: FakeServer;

const gate = (fields: Partial<Gate> = {}): Gate => ({
  id: 'gate_1',
  workflow_run_id: 'run_1',
  workflow_run_step_id: step,
  kind: 'question',
  question: 'Which **branch**?<img src=x onerror=alert(1)>',
  choices: ['main', 'release'],
  agent: kenji,
  opened_at: '2026-11-21T10:00:03Z',
  ...fields,
});

const told = ({ id, ...fields }: Gate) => ({ gate_id: id, execution_id: 'run_1', step_id: step, ...fields });
const closed = { gate_id: 'gate_1', execution_id: 'run_1', step_id: step };

beforeEach(() => {
  FakeSocket.refuses = false;
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.agents = [anAgent({ id: 'kenji' })];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
  server.on('GET /api/gates/gate_1', () => ok({ ...gate(), context: 'Both have the *fix*.' }));
});

function answering(bodies: unknown[]): void {
  server.on('POST /api/gates/gate_1/answer', ({ init }) => {
    bodies.push(JSON.parse(String(init.body)));
    return ok({ ...gate(), context: '' });
  });
}

it('shows on step, run and agent that an answer is waited for, until there is one', async () => {
  server.gates = [gate()];
  await open('/runs/run_1?step=history');
  expect(await within(await screen.findByTestId('step-history')).findByTestId('waiting')).toBeInTheDocument();
  const box = within(await screen.findByTestId('asks'));
  expect(await box.findByText('branch')).toBeInTheDocument();
  expect(await box.findByText('fix')).toBeInTheDocument();
  expect(screen.getByTestId('asks').querySelector('img')).toBeNull();

  act(() => server.tell('workflow.gate.answered', closed));

  expect(screen.queryByTestId('asks')).toBeNull();
  expect(screen.queryByTestId('waiting')).toBeNull();
});

it('shows it on the card and the page of the agent as it is asked', async () => {
  await open('/agents/kenji');
  await screen.findByTestId('agent-page');
  expect(screen.queryByTestId('waiting')).toBeNull();
  act(() => server.tell('workflow.gate.opened', told(gate())));
  expect(await screen.findByTestId('waiting')).toHaveTextContent('waiting for an answer');
  act(() => server.tell('workflow.gate.withdrawn', closed));
  expect(screen.queryByTestId('waiting')).toBeNull();
});

it('answers by a choice with a remark', async () => {
  const bodies: unknown[] = [];
  answering(bodies);
  server.gates = [gate()];
  await open('/runs/run_1?step=history');
  const box = within(await screen.findByTestId('asks'));
  await user.type(box.getByLabelText(/Remark/), 'and soon');
  await user.click(box.getByRole('button', { name: 'release' }));
  expect(bodies).toEqual([{ choice: 'release', text: 'and soon' }]);
});

it('approves and rejects', async () => {
  const bodies: unknown[] = [];
  answering(bodies);
  server.gates = [gate({ kind: 'approval', choices: [] })];
  await open('/runs/run_1?step=history');
  const box = within(await screen.findByTestId('asks'));
  await user.click(box.getByRole('button', { name: 'Reject' }));
  await user.click(box.getByRole('button', { name: 'Approve' }));
  expect(bodies).toEqual([{ approved: false }, { approved: true }]);
});

it('sends a written answer and says why it was not taken', async () => {
  server.gates = [gate({ choices: [] })];
  server.on('POST /api/gates/gate_1/answer', () => refused(409, 'gate_answered'));
  await open('/runs/run_1?step=history');
  const box = within(await screen.findByTestId('asks'));
  expect(box.getByRole('button', { name: 'Answer' })).toBeDisabled();
  await user.type(box.getByLabelText('Your answer'), 'main');
  await user.click(box.getByRole('button', { name: 'Answer' }));
  expect(await box.findByRole('alert')).toHaveTextContent('gate_answered');
});
