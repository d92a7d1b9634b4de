import { describe, expect, it } from 'vitest';
import { anAgent, aRun, aRunAtWork, aStep, kenji } from '@/test/samples';
import {
  applyChanges,
  applySignals,
  applySnapshot,
  applyVitals,
  compareInstants,
  emptyFloor,
  type Floor,
  pinRun,
  unpinRun,
} from './floor';
import type { Change, ChangesFrame, SnapshotFrame } from './frames';
import type { Agent, RunWithSteps, Vitals } from './model';

const at = '2026-11-21T10:00:00Z';

function floorWith(runs: RunWithSteps[], agents: Agent[] = [], n = 10): Floor {
  return applySnapshot(emptyFloor, { type: 'snapshot', epoch: 'e', n, at, data: { runs, agents } });
}

function changes(from: number, ...told: [Change['type'], unknown][]): ChangesFrame {
  const list = told.map(([type, data], i) => ({ n: from + i, type, at, data }) as Change);
  return { type: 'changes', epoch: 'e', from, to: from + list.length - 1, changes: list };
}

const moved = (revision: number, fields: object = {}) => ({ execution_id: 'run_1', revision, ...fields });
const stepMoved = (revision: number, fields: object) => ({
  execution_id: 'run_1',
  step_id: 'step_run_1_history',
  step_key: 'history',
  step_name: 'Count commits',
  revision,
  attempt: 1,
  ...fields,
});

const used = (output_tokens: number) => ({
  calls: 1,
  input_tokens: 100,
  cached_input_tokens: 0,
  output_tokens,
  cost_micros: 5,
});

describe('usage', () => {
  const id = 'step_run_1_history';
  const reported = (output_tokens: number) =>
    ({ execution_id: 'run_1', step_id: id, step_key: 'history', usage: used(output_tokens) }) as const;

  it('is what was reported last, and survives the moves of its step', () => {
    const { floor } = applyChanges(
      floorWith([aRunAtWork()]),
      changes(
        11,
        ['workflow.step.usage_reported', reported(10)],
        ['workflow.step.usage_reported', reported(30)],
        ['workflow.step.completed', stepMoved(2, { state: 'completed' })],
      ),
    );

    expect(floor.steps[id]).toMatchObject({ state: 'completed', usage: used(30) });
  });

  it('never falls behind what a snapshot or a page that was loaded has shown', () => {
    const run = aRunAtWork();
    const known = { ...run, steps: run.steps.map((step) => ({ ...step, usage: used(30) })) };
    const shown = floorWith([known]);

    const { floor } = applyChanges(shown, changes(11, ['workflow.step.usage_reported', reported(10)]));
    expect(floor.steps[id]?.usage).toEqual(used(30));
    expect(pinRun(floor, run).steps[id]?.usage).toEqual(used(30));
    expect(pinRun(floorWith([run]), known).steps[id]?.usage).toEqual(used(30));
  });
});

describe('changes', () => {
  it('move a run that is shown', () => {
    const { floor, gap } = applyChanges(
      floorWith([aRunAtWork()]),
      changes(11, ['workflow.execution.phase_changed', moved(2, { current_phase: 'report' })]),
    );
    expect(gap).toBe(false);
    expect(floor.n).toBe(11);
    expect(floor.runs.run_1).toMatchObject({
      current_phase: 'report',
      name: 'Health of sample/api',
      revision: 2,
    });
  });

  it('are passed over when their revision is not newer', () => {
    const before = floorWith([{ ...aRunAtWork(), revision: 5 }]);
    const { floor } = applyChanges(
      before,
      changes(11, ['workflow.execution.status_changed', moved(5, { name: 'old' })]),
    );
    expect(floor.runs.run_1).toBe(before.runs.run_1);
    expect(floor.n).toBe(11);
  });

  it('are passed over when their number was seen', () => {
    const before = floorWith([aRunAtWork()]);
    const { floor, gap } = applyChanges(
      before,
      changes(9, ['workflow.execution.status_changed', moved(9, { name: 'old' })]),
    );
    expect(gap).toBe(false);
    expect(floor).toBe(before);
  });

  it('report a gap and change nothing when numbers are missing', () => {
    const before = floorWith([aRunAtWork()]);
    expect(applyChanges(before, changes(12, ['workflow.execution.status_changed', moved(2)]))).toEqual({
      floor: before,
      gap: true,
    });
    const short = { ...changes(11, ['workflow.execution.status_changed', moved(2)]), to: 13 };
    expect(applyChanges(before, short)).toEqual({ floor: before, gap: true });
  });

  it('report a gap when they are of another epoch', () => {
    const before = floorWith([]);
    expect(applyChanges(before, { ...changes(11), epoch: 'other' }).gap).toBe(true);
  });

  it('leave alone what they do not name', () => {
    const before = floorWith([aRunAtWork(), aRunAtWork('run_2')], [anAgent({ id: 'kenji' })]);
    const { floor } = applyChanges(before, changes(11, ['workflow.execution.status_changed', moved(2)]));
    expect(floor.runs.run_2).toBe(before.runs.run_2);
    expect(floor.steps).toBe(before.steps);
    expect(floor.agents).toBe(before.agents);
  });

  it('of a kind this page does not know count and do nothing else', () => {
    const { floor, gap } = applyChanges(
      floorWith([]),
      changes(11, ['workflow.unheard_of' as Change['type'], {}]),
    );
    expect(gap).toBe(false);
    expect(floor.n).toBe(11);
  });

  it('bring and take instances of an agent', () => {
    const worker = (instance: string) => ({
      agent_id: 'kenji',
      name: 'Kenji',
      instance,
      version: '1',
      capabilities: ['git'],
      opened_at: at,
    });
    let { floor } = applyChanges(
      floorWith([], [anAgent({ id: 'kenji', lifecycle: 'starting' })]),
      changes(
        11,
        ['worker.online', worker('a')],
        ['worker.online', worker('b')],
        ['worker.offline', worker('a')],
      ),
    );
    expect(floor.agents.kenji).toMatchObject({ connection: 'online', instances: [{ instance: 'b' }] });
    floor = applyChanges(floor, changes(14, ['worker.offline', worker('b')])).floor;
    expect(floor.agents.kenji).toMatchObject({ lifecycle: 'active', connection: 'offline', instances: [] });
  });

  it('keep an artifact once', () => {
    const made = { execution_id: 'run_1', step_id: null, artifact_id: 'art_1', name: 'report.md' };
    const { floor } = applyChanges(
      floorWith([aRunAtWork()]),
      changes(11, ['workflow.artifact.created', made], ['workflow.artifact.created', made]),
    );
    expect(floor.artifacts.run_1).toEqual([
      { id: 'art_1', workflow_run_id: 'run_1', workflow_run_step_id: null, name: 'report.md' },
    ]);
  });

  it('let go of the oldest finished run beyond fifty, except one that a page shows', () => {
    const finished = Array.from({ length: 50 }, (_, i) =>
      aRun({
        id: `done_${i}`,
        status: 'completed',
        completed_at: `2026-11-21T09:${String(i).padStart(2, '0')}:00Z`,
        steps: [aStep({ id: `s_${i}` })],
      }),
    );
    const before = pinRun(floorWith([...finished, aRunAtWork()]), finished[0]!);
    const { floor } = applyChanges(
      before,
      changes(
        11,
        [
          'workflow.execution.status_changed',
          moved(2, { status: 'completed', completed_at: '2026-11-21T10:05:00Z' }),
        ],
        [
          'workflow.execution.created',
          aRun({ id: 'extra', status: 'completed', completed_at: '2026-11-21T10:06:00Z' }),
        ],
      ),
    );
    expect(floor.runs.done_1).toBeUndefined();
    expect(floor.steps.s_1).toBeUndefined();
    expect(floor.runs.done_0).toBeDefined();
    expect(unpinRun(floor, 'done_0').runs.done_0).toBeUndefined();
  });
});

describe('a snapshot', () => {
  it('replaces what was there', () => {
    const before = floorWith([aRunAtWork()]);
    const after = applySnapshot(before, {
      type: 'snapshot',
      epoch: 'e',
      n: 20,
      at,
      data: { runs: [], agents: [] },
    });
    expect(after.runs).toEqual({});
    expect(after.n).toBe(20);
    expect(after.snapshots).toBe(2);
  });

  it('that is older than what is shown is passed over', () => {
    const before = floorWith([aRunAtWork()]);
    expect(
      applySnapshot(before, { type: 'snapshot', epoch: 'e', n: 9, at, data: { runs: [], agents: [] } }),
    ).toBe(before);
  });

  it('keeps the run that a page shows, and lets newer news of it in', () => {
    const pinned = pinRun(floorWith([]), aRun({ id: 'run_9', revision: 3 }));
    const frame = { type: 'snapshot', epoch: 'e2', n: 1, at } as const;
    expect(applySnapshot(pinned, { ...frame, data: { runs: [], agents: [] } }).runs.run_9?.revision).toBe(3);
    const newer = aRun({ id: 'run_9', revision: 4 });
    expect(
      applySnapshot(pinned, { ...frame, data: { runs: [newer], agents: [] } }).runs.run_9?.revision,
    ).toBe(4);
  });
});

describe('signals', () => {
  const signal = { execution_id: 'run_1', step_id: 'step_run_1_history', alive_at: '2026-11-21T10:00:05Z' };

  it('keep what they leave out and never go back in time', () => {
    let floor = applySignals(floorWith([aRunAtWork()]), {
      type: 'signals',
      data: [{ ...signal, percent: 40, line: 'walking' }],
    });
    floor = applySignals(floor, {
      type: 'signals',
      data: [{ ...signal, alive_at: '2026-11-21T10:00:06Z', percent: 41 }],
    });
    floor = applySignals(floor, {
      type: 'signals',
      data: [{ ...signal, alive_at: '2026-11-21T10:00:01Z', percent: 3 }],
    });
    expect(floor.signals[signal.step_id]).toMatchObject({
      percent: 41,
      line: 'walking',
      alive_at: '2026-11-21T10:00:06Z',
    });
  });

  it('about a step that is not shown are dropped', () => {
    expect(applySignals(floorWith([]), { type: 'signals', data: [signal] }).signals).toEqual({});
  });

  it.each([
    ['ends', { state: 'completed', status: 'completed' }],
    ['goes back to the queue', { state: 'ready', status: 'pending', agent: null }],
    ['is tried again', { state: 'running', status: 'running', attempt: 2, agent: kenji }],
  ])('are forgotten when their attempt %s', (_, fields) => {
    const shown = applySignals(floorWith([aRunAtWork()]), { type: 'signals', data: [signal] });
    const { floor } = applyChanges(shown, changes(11, ['workflow.step.completed', stepMoved(2, fields)]));
    expect(floor.signals).toEqual({});
  });
});

describe('vitals', () => {
  const one = { agent_id: 'kenji', instance: 'one', free_slots: 2, alive_at: '2026-11-21T10:00:05Z' };
  const say = (floor: Floor, ...data: Vitals[]) => applyVitals(floor, { type: 'vitals', data });
  const online = changes(11, [
    'worker.online',
    {
      ...{ agent_id: 'kenji', name: 'Kenji', instance: 'one', version: '1' },
      capabilities: [],
      opened_at: at,
    },
  ]);
  const connected = () => applyChanges(floorWith([], [anAgent({ id: 'kenji' })]), online).floor;

  it('are those of the last heartbeat, and never go back in time', () => {
    const later = { agent_id: 'kenji', instance: 'one', cpu_percent: 40, alive_at: '2026-11-21T10:00:06Z' };
    expect(say(connected(), one, later, one).vitals).toEqual({ 'kenji one': later });
  });

  it('of processes that are not connected are dropped', () => {
    const floor = say(connected(), { ...one, instance: 'two' }, { ...one, agent_id: 'zoe' });
    expect(floor.vitals).toEqual({});
  });

  it('end with the connection', () => {
    const gone = changes(12, ['worker.offline', { agent_id: 'kenji', name: 'Kenji', instance: 'one' }]);
    expect(applyChanges(say(connected(), one), gone).floor.vitals).toEqual({});
  });

  it('outlive a snapshot with their process only', () => {
    const shown = say(connected(), one);
    const snapshot = (instances: Agent['instances']): SnapshotFrame => ({
      type: 'snapshot',
      epoch: 'other',
      n: 1,
      at,
      data: { runs: [], agents: [anAgent({ id: 'kenji', instances })] },
    });
    expect(applySnapshot(shown, snapshot(shown.agents.kenji!.instances)).vitals).toEqual(shown.vitals);
    expect(applySnapshot(shown, snapshot([])).vitals).toEqual({});
  });
});

describe('instants', () => {
  it('compare rightly whatever the length of their fractions', () => {
    const inOrder = ['00', '00.000001', '00.12', '00.123', '00.5', '01'].map(
      (second) => `2026-11-21T10:00:${second}Z`,
    );
    expect([...inOrder].reverse().sort(compareInstants)).toEqual(inOrder);
  });
});
