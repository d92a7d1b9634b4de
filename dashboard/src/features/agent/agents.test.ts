import { expect, it } from 'vitest';
import type { Agent } from '@/shared/live/model';
import { aStep } from '@/test/samples';
import { stateOf } from './agents';

const agent: Agent = {
  ...{ id: 'ada', name: 'Ada', emoji: null, color: null, lifecycle: 'active', connection: 'online' },
  ...{ pause: null, error: null, instances: [], created_at: null },
};

it('is stalled when one of the steps at work is', () => {
  const working = aStep({ id: 'step_a', state: 'running' });
  const stalled = aStep({ id: 'step_b', state: 'running', stalled_at: '2026-11-21T10:00:00Z' });
  expect(stateOf(agent, [])).toBe('idle');
  expect(stateOf(agent, [working])).toBe('working');
  expect(stateOf(agent, [working, stalled])).toBe('stalled');
  expect(stateOf({ ...agent, connection: 'offline' }, [stalled])).toBe('offline');
  expect(stateOf({ ...agent, connection: 'offline', lifecycle: 'starting' }, [])).toBe('starting');
  const error = {
    id: 'err_1',
    instance: 'one',
    code: 'disk_full',
    message: 'Full.',
    at: '2026-11-21T10:00:00Z',
  };
  expect(stateOf({ ...agent, error }, [stalled])).toBe('error');
});
