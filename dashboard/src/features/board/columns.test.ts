import { describe, expect, it } from 'vitest';
import { aRun } from '@/test/samples';
import { columnsOf, keepSame } from './columns';

const view = (runs: Parameters<typeof columnsOf>[0]) =>
  columnsOf(runs).map(({ phase, runIds }) => [phase, ...runIds]);
const at = (minute: number) => `2026-11-21T10:0${minute}:00Z`;

describe('columns', () => {
  it('are the phases of all runs, merged by name, in the order the oldest brings them up', () => {
    const runs = [
      aRun({ id: 'b', phases: ['draft', 'report'], created_at: at(2) }),
      aRun({ id: 'a', phases: ['inspect', 'report'], created_at: at(1) }),
    ];
    expect(view(runs)).toEqual([['inspect', 'a'], ['report'], ['draft', 'b'], [null]]);
  });

  it('hold a run in its current phase, the newest on top', () => {
    const runs = [
      aRun({ id: 'old', status: 'running', current_phase: 'report', created_at: at(1) }),
      aRun({ id: 'new', status: 'running', current_phase: 'report', created_at: at(2) }),
    ];
    expect(view(runs)).toEqual([['inspect'], ['report', 'new', 'old'], [null]]);
  });

  it.each(['completed', 'failed', 'cancelled'] as const)(
    'end with the %s ones, last finished first',
    (status) => {
      const runs = [
        aRun({ id: 'a', status, current_phase: 'report', completed_at: at(3) }),
        aRun({ id: 'b', status, current_phase: 'report', completed_at: at(4) }),
      ];
      expect(view(runs)).toEqual([['inspect'], ['report'], [null, 'b', 'a']]);
    },
  );

  it('take in a run without phases', () => {
    expect(view([aRun({ id: 'a', phases: [] })])).toEqual([['', 'a'], [null]]);
  });

  it('tell a phase called finished from the last column', () => {
    const columns = columnsOf([aRun({ id: 'a', phases: ['finished'] })]);
    expect(new Set(columns.map((column) => column.key)).size).toBe(2);
  });

  it('stay the same objects where nothing changed', () => {
    const a = aRun({ id: 'a', created_at: at(1) });
    const b = aRun({ id: 'b', created_at: at(2) });
    const before = columnsOf([a, b]);
    expect(keepSame(before, columnsOf([a, b]))).toBe(before);
    const after = keepSame(before, columnsOf([a, { ...b, current_phase: 'report', status: 'running' }]));
    expect(after).not.toBe(before);
    expect(after[2]).toBe(before[2]);
    expect(after[0]).not.toBe(before[0]);
  });
});
