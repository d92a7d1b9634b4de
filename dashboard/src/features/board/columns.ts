import { compare, compareInstants, lastFinishedFirst } from '@/shared/live/floor';
import { isFinished, type Run } from '@/shared/live/model';

export interface Column {
  /** Unique on the board; a phase may bear any name, even that of the last column. */
  key: string;
  /** null: the last column, where finished runs stand. */
  phase: string | null;
  runIds: readonly string[];
}

/** The phase of runs whose definition names none. */
export const UNPHASED = '';

/**
 * Columns are the phases of the runs shown, merged by name, in the order in which the oldest run brings them up, so
 * that a new run adds columns but never shuffles those that are there. Finished runs stand in a last column.
 */
export function columnsOf(runs: readonly Run[]): Column[] {
  const byPhase = new Map<string, Run[]>();
  const finished: Run[] = [];
  for (const run of [...runs].sort(oldestFirst)) {
    for (const phase of run.phases) if (!byPhase.has(phase)) byPhase.set(phase, []);
    if (isFinished(run)) {
      finished.push(run);
      continue;
    }
    const place = placeOf(run);
    const there = byPhase.get(place);
    if (there === undefined) byPhase.set(place, [run]);
    else there.push(run);
  }
  const columns = [...byPhase].map(([phase, placed]) => ({
    key: `phase:${phase}`,
    phase,
    runIds: placed.reverse().map((run) => run.id),
  }));
  const last = {
    key: 'finished',
    phase: null,
    runIds: finished.sort(lastFinishedFirst).map((run) => run.id),
  };
  return [...columns, last];
}

function placeOf(run: Run): string {
  return run.current_phase ?? run.phases[0] ?? UNPHASED;
}

function oldestFirst(a: Run, b: Run): number {
  return compareInstants(a.created_at, b.created_at) || compare(a.id, b.id);
}

/** Where each run stands, to tell who moved between two moments. */
export function placesOf(columns: readonly Column[]): Map<string, Column> {
  const places = new Map<string, Column>();
  for (const column of columns) for (const id of column.runIds) places.set(id, column);
  return places;
}

/** The new columns with the old objects wherever nothing differs, so that only columns that changed render. */
export function keepSame(before: readonly Column[], after: Column[]): readonly Column[] {
  const kept = after.map((column) => {
    const old = before.find((one) => one.key === column.key);
    return old !== undefined && sameIds(old.runIds, column.runIds) ? old : column;
  });
  return kept.length === before.length && kept.every((column, i) => column === before[i]) ? before : kept;
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
