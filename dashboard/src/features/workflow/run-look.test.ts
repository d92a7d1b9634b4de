import { describe, expect, it } from 'vitest';
import type { RunStatus, StepState } from '@/shared/live/model';
import { aRun, aStep } from '@/test/samples';
import { progressOf, runLook, whyFailed } from './run-look';

const states: StepState[] = [
  'pending',
  'ready',
  'leased',
  'running',
  'completed',
  'failed',
  'skipped',
  'cancelled',
];
const statuses: RunStatus[] = ['pending', 'running', 'paused', 'completed', 'failed', 'cancelled'];

describe('the badge of a run', () => {
  it('says running only while a step is running, whatever else there is', () => {
    for (const status of statuses) {
      for (const one of states) {
        for (const other of states) {
          const look = runLook({ status, state: status, cancel_stage: null }, [
            { state: one },
            { state: other },
          ]);
          if (look === 'running') expect([one, other]).toContain('running');
        }
      }
    }
  });

  it('says stopping as long as agents end what they do for a cancelled run', () => {
    expect(runLook({ status: 'cancelled', state: 'cancelled', cancel_stage: 'stopping' }, [])).toBe(
      'stopping',
    );
    expect(runLook({ status: 'cancelled', state: 'cancelled', cancel_stage: 'stopped' }, [])).toBe(
      'cancelled',
    );
  });

  it.each([
    [['leased', 'ready'], 'claimed'],
    [['ready', 'pending'], 'waiting'],
    [['completed', 'pending'], 'between'],
    [['running', 'ready'], 'running'],
  ] as const)('of steps %j is %s', (steps, look) => {
    expect(
      runLook(
        { status: 'running', state: 'running', cancel_stage: null },
        steps.map((state) => ({ state })),
      ),
    ).toBe(look);
  });

  it('of a run that is over or held is its status', () => {
    for (const status of ['pending', 'paused', 'completed', 'failed', 'cancelled'] as const) {
      expect(runLook({ status, state: status, cancel_stage: null }, [{ state: 'ready' }])).toBe(status);
    }
  });

  it('says failing from the step that failed for good, whatever still works', () => {
    for (const status of ['pending', 'running'] as const) {
      expect(
        runLook({ status, state: 'failing', cancel_stage: null }, [
          { state: 'failed' },
          { state: 'running' },
        ]),
      ).toBe('failing');
    }
  });
});

describe('the reason of a failure', () => {
  const run = aRun({ id: 'a', status: 'failed', error_message: "Step 'b' failed: exit code 1" });

  it('names the step as people know it', () => {
    const step = aStep({ id: 'step_b', name: 'Licence', state: 'failed', error_message: 'exit code 1' });
    expect(whyFailed(run, [aStep({ id: 'step_a', state: 'completed' }), step])).toBe(
      'Licence failed: exit code 1',
    );
  });

  it('is the run’s own word while its steps are not known', () => {
    expect(whyFailed(run, [])).toBe("Step 'b' failed: exit code 1");
    expect(whyFailed({ ...run, error_message: null }, [])).toBe('No reason was given');
  });
});

describe('progress', () => {
  it('is counted from the steps', () => {
    const steps = states.map((state) => aStep({ id: `step_${state}`, state }));
    expect(progressOf(aRun({ id: 'a', steps_total: 99 }), steps)).toEqual({ done: 1, failed: 1, total: 8 });
  });

  it('is the run’s own count while its steps are not known', () => {
    expect(progressOf(aRun({ id: 'a', steps_total: 8, steps_open: 3 }), [])).toEqual({
      done: 5,
      failed: 0,
      total: 8,
    });
  });
});
