import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, paged, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { anAgent, aRunAtWork } from '@/test/samples';
import type { Message } from './api/load-messages';

const user = userEvent.setup();
const STEP = 'step_run_1_history';
const OF_STEP = `GET /api/workflow-steps/${STEP}/messages?limit=100`;
const OF_AGENT = 'GET /api/agents/kenji/messages?limit=100';
let server: FakeServer;

const aMessage = (fields: Partial<Message> = {}): Message => ({
  id: 'msg_1',
  from: { id: 'kenji', name: 'Kenji', emoji: '🦊', color: '#2563eb' },
  to: { type: 'agent', id: 'sofia' },
  kind: 'handoff',
  text: 'Please write the notes. <b>Now.</b>',
  metadata: {},
  in_reply_to: null,
  workflow_run_id: 'run_1',
  workflow_run_step_id: STEP,
  sent_at: '2026-11-21T10:00:00Z',
  expires_at: '2026-11-22T10:00:00Z',
  recipients: 1,
  delivered: 0,
  read: 0,
  waiting: 1,
  delivered_at: null,
  read_at: null,
  ...fields,
});

beforeEach(() => {
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.agents = [anAgent({ id: 'kenji', name: 'Kenji', connection: 'online' })];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
  server.on('GET /api/workflow-executions/run_1/artifacts', () => paged([]));
  server.on('GET /api/workflow-executions/run_1/comments', () => paged([]));
});

const loads = (call: string) => server.requests.filter((one) => one === call).length;

describe('messages of a step', () => {
  const open = async () => {
    await openLive('/runs/run_1?step=history');
    await user.click(await screen.findByTestId('tab-messages'));
  };

  it('are listed with who wrote what to whom, and how far they have come, as text and nothing else', async () => {
    server.on(OF_STEP, () =>
      paged([
        aMessage(),
        aMessage({ id: 'msg_2', delivered: 1 }),
        aMessage({ id: 'msg_3', delivered: 1, read: 1, waiting: 0 }),
        aMessage({ id: 'msg_4', waiting: 0 }),
        aMessage({ id: 'msg_5', to: { type: 'capability', id: 'review' }, recipients: 3, read: 2 }),
        aMessage({ id: 'msg_6', to: { type: 'everyone', id: null }, recipients: 0, waiting: 0 }),
      ]),
    );
    await open();
    const item = (id: string) => screen.findByTestId(`message-${id}`);
    expect(await item('msg_1')).toHaveTextContent('Kenjitosofiahandoff');
    expect(await item('msg_1')).toHaveTextContent('<b>Now.</b>');
    const state = async (id: string) => within(await item(id)).getByTestId('message-state').textContent;
    expect(await state('msg_1')).toBe('Waits for the agent');
    expect(await state('msg_2')).toBe('Delivered, not read yet');
    expect(await state('msg_3')).toBe('Read');
    expect(await state('msg_4')).toBe('Not read in time');
    expect(await state('msg_5')).toBe('Read by 2 of 3');
    expect(await item('msg_5')).toHaveTextContent('all that can review');
    expect(await state('msg_6')).toBe('Nobody to read it yet');
  });

  it('name whom they are for, who is known, and lead there', async () => {
    server.agents.push(anAgent({ id: 'sofia', name: 'Sofia', connection: 'offline' }));
    server.on(OF_STEP, () => paged([aMessage()]));
    await open();
    const item = within(await screen.findByTestId('message-msg_1'));
    expect(item.getByRole('link', { name: 'Sofia' })).toHaveAttribute('href', '/agents/sofia');
  });

  it('are loaded anew when the socket tells of one of this step, and not for those of others', async () => {
    let messages: Message[] = [];
    server.on(OF_STEP, () => paged(messages));
    await open();
    await screen.findByText('No agent has written yet.');
    const before = loads(OF_STEP);
    act(() => server.tell('worker.message.sent', { message_id: 'msg_9', step_id: 'step_of_another_run' }));
    messages = [aMessage()];
    act(() => server.tell('worker.message.sent', { message_id: 'msg_1', step_id: STEP }));
    await screen.findByTestId('message-msg_1');
    expect(loads(OF_STEP)).toBe(before + 1);
    messages = [aMessage({ delivered: 1, read: 1, waiting: 0 })];
    act(() => server.tell('worker.message.read', { message_id: 'msg_1', step_id: STEP }));
    await waitFor(() => expect(screen.getByTestId('message-state')).toHaveTextContent('Read'), {
      timeout: 60_000,
    });
  });

  it('are asked for again when they could not be loaded', async () => {
    server.on(OF_STEP, () => refused(500, 'internal'));
    await open();
    expect(await screen.findByText('The messages could not be loaded.')).toBeVisible();
    server.on(OF_STEP, () => paged([aMessage()]));
    await user.click(screen.getByRole('button', { name: /again/i }));
    await screen.findByTestId('message-msg_1');
  });
});

describe('messages of an agent', () => {
  it('stand on its page, and say when they are not all', async () => {
    server.on(OF_AGENT, () => paged([aMessage()], 'more'));
    await openLive('/agents/kenji');
    const section = await screen.findByRole('region', { name: 'Messages' });
    expect(await within(section).findByTestId('message-msg_1')).toBeVisible();
    expect(section).toHaveTextContent('These are the newest 100.');
  });
});
