import { describe, expect, it } from 'vitest';
import type { RunStatus, StepState } from '@/shared/live/model';
import { aRun, aStep } from '@/test/samples';
import { progressOf, runLook } from './run-look';

const states: StepState[] = ['pending', 'ready', 'leased', 'running', 'completed', 'failed', 'skipped'];
const statuses: RunStatus[] = ['pending', 'running', 'paused', 'completed', 'failed', 'cancelled'];

describe('the badge of a run', () => {
  it('says running only while a step is running, whatever else there is', () => {
    for (const status of statuses) {
      for (const one of states) {
        for (const other of states) {
          const look = runLook({ status }, [{ state: one }, { state: other }]);
          if (look === 'running') expect([one, other]).toContain('running');
        }
      }
    }
  });

  it.each([
    [['leased', 'ready'], 'claimed'],
    [['ready', 'pending'], 'waiting'],
    [['completed', 'pending'], 'between'],
    [['running', 'ready'], 'running'],
  ] as const)('of steps %j is %s', (steps, look) => {
    expect(
      runLook(
        { status: 'running' },
        steps.map((state) => ({ state })),
      ),
    ).toBe(look);
  });

  it('of a run that is over or held is its status', () => {
    for (const status of ['pending', 'paused', 'completed', 'failed', 'cancelled'] as const) {
      expect(runLook({ status }, [{ state: 'ready' }])).toBe(status);
    }
  });
});

describe('progress', () => {
  it('is counted from the steps', () => {
    const steps = states.map((state) => aStep({ id: `step_${state}`, state }));
    expect(progressOf(aRun({ id: 'a', steps_total: 99 }), steps)).toEqual({ done: 1, failed: 1, total: 7 });
  });

  it('is the run’s own count while its steps are not known', () => {
    expect(progressOf(aRun({ id: 'a', steps_total: 8, steps_open: 3 }), [])).toEqual({
      done: 5,
      failed: 0,
      total: 8,
    });
  });
});
