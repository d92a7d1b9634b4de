import { t } from '@/shared/i18n/t';
import type { Run, Step, StepState } from '@/shared/live/model';
import type { Glyph, Tone } from '@/shared/ui/Tone';

export type RunLook =
  | 'pending'
  | 'running'
  | 'claimed'
  | 'waiting'
  | 'between'
  | 'failing'
  | 'paused'
  | 'completed'
  | 'failed'
  | 'stopping'
  | 'cancelled';

/**
 * What a run's badge says. A run counts as running by its status from its first step to its last; the badge says so
 * only while a step really is at work, and else tells what the run waits for. A run of which a step failed for good is
 * lost, whatever still works.
 */
export function runLook(
  run: Pick<Run, 'status' | 'state' | 'cancel_stage'>,
  steps: readonly (Pick<Step, 'state'> & { pause?: Step['pause'] })[],
): RunLook {
  if (run.status === 'cancelled') return run.cancel_stage === 'stopping' ? 'stopping' : 'cancelled';
  if (run.state === 'failing') return 'failing';
  if (run.status !== 'running') return run.status;
  const atWork = steps.filter((step) => step.state === 'running');
  if (atWork.length > 0) return atWork.every((step) => step.pause?.stage === 'paused') ? 'paused' : 'running';
  if (steps.some((step) => step.state === 'leased')) return 'claimed';
  if (steps.some((step) => step.state === 'ready')) return 'waiting';
  return 'between';
}

interface Look {
  tone: Tone;
  glyph: Glyph;
}

export const runLooks: Record<RunLook, Look> = {
  pending: { tone: 'todo', glyph: 'dashed' },
  running: { tone: 'progress', glyph: 'pie' },
  claimed: { tone: 'progress', glyph: 'ring' },
  waiting: { tone: 'warning', glyph: 'ring' },
  between: { tone: 'todo', glyph: 'ring' },
  failing: { tone: 'blocked', glyph: 'ring' },
  paused: { tone: 'warning', glyph: 'pause' },
  completed: { tone: 'done', glyph: 'check' },
  failed: { tone: 'blocked', glyph: 'cross' },
  stopping: { tone: 'warning', glyph: 'slash' },
  cancelled: { tone: 'todo', glyph: 'slash' },
};

export const stepLooks: Record<StepState, Look> = {
  pending: { tone: 'todo', glyph: 'dashed' },
  ready: { tone: 'warning', glyph: 'ring' },
  leased: { tone: 'progress', glyph: 'ring' },
  running: { tone: 'progress', glyph: 'pie' },
  completed: { tone: 'done', glyph: 'check' },
  failed: { tone: 'blocked', glyph: 'cross' },
  skipped: { tone: 'todo', glyph: 'slash' },
  cancelled: { tone: 'todo', glyph: 'slash' },
};

/** What a step's badge says: that a person paused it comes before that it runs. */
export function stepLook(step: Step): Look & { label: string } {
  if (step.pause !== null)
    return { tone: 'warning', glyph: 'pause', label: t(`step.pause.${step.pause.stage}`) };
  return { ...stepLooks[step.state], label: t(`step.state.${step.state}`) };
}

/** An attempt goes through more than its step. */
export const attemptLooks: Record<string, Look> = {
  ...stepLooks,
  lost: { tone: 'warning', glyph: 'cross' },
  released: { tone: 'todo', glyph: 'ring' },
  stopping: { tone: 'warning', glyph: 'slash' },
};

const TAG_LENGTH = 4;

/** A run's short name: the end of its id, which is the random part. */
export function tagOf(id: string): string {
  return t('run.tag', { end: id.slice(id.indexOf('_') + 1).slice(-TAG_LENGTH) });
}

/** Which step failed, and of what. */
export function whyFailed(run: Run, steps: readonly Step[]): string {
  const step = steps.find((one) => one.state === 'failed');
  if (step === undefined) return run.error_message ?? t('run.noReason');
  return t('run.stepFailed', { step: step.name, reason: step.error_message ?? t('run.noReason') });
}

export interface Progress {
  done: number;
  failed: number;
  total: number;
}

/** Counted from the steps themselves, so that bar and steps never disagree. */
export function progressOf(run: Run, steps: readonly Step[]): Progress {
  if (steps.length === 0) {
    return { done: run.steps_total - run.steps_open, failed: 0, total: run.steps_total };
  }
  const done = steps.filter((step) => step.state === 'completed').length;
  const failed = steps.filter((step) => step.state === 'failed').length;
  return { done, failed, total: steps.length };
}
