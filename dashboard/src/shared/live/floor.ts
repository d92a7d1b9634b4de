import type {
  Change,
  ChangesFrame,
  RunMove,
  SignalsFrame,
  SnapshotFrame,
  StepMove,
  VitalsFrame,
  WorkerMove,
} from './frames';
import {
  type Agent,
  type AgentError,
  type Artifact,
  type Control,
  type Gate,
  isFinished,
  isHeld,
  type Pause,
  type Run,
  type RunWithSteps,
  type Signal,
  type Step,
  type StepPause,
  type Vitals,
} from './model';
import { greaterUsage } from './usage';

/** Under which {@link Floor.mail} counts all messages. */
export const ALL_MESSAGES = '*';

/** How many finished runs stay in view; the server's snapshot holds as many. */
export const FINISHED_KEPT = 50;

/**
 * All that is known of the floor, normalised. Born empty, filled by a snapshot, moved by numbered changes; every
 * function below is pure and keeps the identity of what it did not touch, so that a card renders only for itself.
 */
export interface Floor {
  readonly epoch: string | null;
  /** Number of the last change that is in here. */
  readonly n: number;
  /** Counts the snapshots taken: whoever loaded more than the socket tells must look again after one. */
  readonly snapshots: number;
  /** Counts what was told of the workspace and its members, which is not in here: the same holds for who loaded that. */
  readonly members: number;
  readonly runs: Readonly<Record<string, Run>>;
  readonly steps: Readonly<Record<string, Step>>;
  /** Step ids of a run in the order of the definition. */
  readonly stepsOf: Readonly<Record<string, readonly string[]>>;
  readonly agents: Readonly<Record<string, Agent>>;
  /** Artifacts announced since the snapshot, by run. */
  readonly artifacts: Readonly<Record<string, readonly Artifact[]>>;
  /** How often somebody said something of a run since the snapshot. */
  readonly remarks: Readonly<Record<string, number>>;
  readonly signals: Readonly<Record<string, Signal>>;
  /** By agent and its process. */
  readonly vitals: Readonly<Record<string, Vitals>>;
  /** What people asked, told since the snapshot: of attempts by step, then by id; of settings by agent, then by process. */
  readonly controls: Readonly<Record<string, Readonly<Record<string, Control>>>>;
  /** What waits for an answer of a person, by step. */
  readonly gates: Readonly<Record<string, readonly Gate[]>>;
  /** Number of the last change that told of a message, by the step that it belongs to. The messages are not in here. */
  readonly mail: Readonly<Record<string, number>>;
  /** Runs that stay although the server's snapshot leaves them out: a page shows them. */
  readonly pinned: readonly string[];
}

export const emptyFloor: Floor = {
  epoch: null,
  n: 0,
  snapshots: 0,
  members: 0,
  runs: {},
  steps: {},
  stepsOf: {},
  agents: {},
  artifacts: {},
  remarks: {},
  signals: {},
  vitals: {},
  controls: {},
  gates: {},
  mail: {},
  pinned: [],
};

/** `gap`: changes are missing between what is shown and the frame, which was not applied; ask for a resume. */
export interface Applied {
  floor: Floor;
  gap: boolean;
}

type Tables =
  | 'runs'
  | 'steps'
  | 'stepsOf'
  | 'agents'
  | 'artifacts'
  | 'remarks'
  | 'signals'
  | 'vitals'
  | 'gates'
  | 'mail'
  | 'controls';

/** Copies each table at most once, and only when something in it changes. */
class Draft {
  private readonly next: { -readonly [K in keyof Floor]: Floor[K] };
  private readonly copied = new Set<Tables>();

  constructor(floor: Floor) {
    this.next = { ...floor };
  }

  get floor(): Floor {
    return this.next;
  }

  set<T extends Tables>(table: T, key: string, value: Floor[T][string]): void {
    this.writable(table)[key] = value;
  }

  remove(table: Tables, key: string): void {
    if (key in this.next[table]) delete this.writable(table)[key];
  }

  mark(fields: Partial<Pick<Floor, 'epoch' | 'n' | 'snapshots' | 'members' | 'pinned'>>): this {
    Object.assign(this.next, fields);
    return this;
  }

  private writable<T extends Tables>(table: T): Record<string, Floor[T][string]> {
    if (!this.copied.has(table)) {
      this.next[table] = { ...this.next[table] } as Floor[T];
      this.copied.add(table);
    }
    return this.next[table] as Record<string, Floor[T][string]>;
  }
}

/** Replaces what is shown, except when it is already newer: a snapshot can be overtaken by changes on the way. */
export function applySnapshot(floor: Floor, frame: SnapshotFrame): Floor {
  if (floor.epoch === frame.epoch && frame.n < floor.n) return floor;
  const draft = new Draft({ ...emptyFloor, pinned: floor.pinned });
  draft.mark({ epoch: frame.epoch, n: frame.n, snapshots: floor.snapshots + 1 });
  // What was told in between was missed; before the first there was nothing to miss.
  draft.mark({ members: floor.epoch === null ? 0 : floor.members + 1 });
  for (const agent of frame.data.agents) draft.set('agents', agent.id, agent);
  for (const run of frame.data.runs) putRun(draft, run);
  for (const gate of frame.data.gates ?? []) openGate(draft, gate);
  for (const id of floor.pinned) {
    const run = floor.runs[id];
    if (run !== undefined) putRun(draft, { ...run, steps: stepsOfRun(floor, id) });
  }
  for (const [id, signal] of Object.entries(floor.signals)) {
    const before = floor.steps[id];
    const after = draft.floor.steps[id];
    if (after && before && isHeld(after) && after.attempt === before.attempt)
      draft.set('signals', id, signal);
  }
  for (const agent of frame.data.agents) {
    for (const { instance } of agent.instances) {
      const key = processKey(agent.id, instance);
      const vitals = floor.vitals[key];
      if (vitals !== undefined) draft.set('vitals', key, vitals);
    }
  }
  return draft.floor;
}

/** Applies what is new in the frame; numbers already seen are passed over, a hole is reported. */
export function applyChanges(floor: Floor, frame: ChangesFrame): Applied {
  if (floor.epoch !== frame.epoch) return { floor, gap: true };
  const draft = new Draft(floor);
  let n = floor.n;
  for (const change of frame.changes) {
    if (change.n <= n) continue;
    if (change.n > n + 1) return { floor, gap: true };
    applyChange(draft, change);
    n = change.n;
  }
  // A frame whose own bounds lie beyond what it carried hides a hole as well.
  if (frame.to > n) return { floor, gap: true };
  if (n === floor.n) return { floor, gap: false };
  dropOldest(draft);
  return { floor: draft.mark({ n }).floor, gap: false };
}

/** Ids of agents have no blanks. */
export function processKey(agentId: string, instance: string): string {
  return `${agentId} ${instance}`;
}

/** As signals; of processes that are connected. */
export function applyVitals(floor: Floor, frame: VitalsFrame): Floor {
  const draft = new Draft(floor);
  for (const vitals of frame.data) {
    const agent = draft.floor.agents[vitals.agent_id];
    if (!agent?.instances.some((one) => one.instance === vitals.instance)) continue;
    const key = processKey(vitals.agent_id, vitals.instance);
    const shown = draft.floor.vitals[key];
    if (shown !== undefined && compareInstants(vitals.alive_at, shown.alive_at) < 0) continue;
    draft.set('vitals', key, vitals);
  }
  return draft.floor;
}

/** Signals are not numbered: the last one wins, an older proof of life never replaces a newer one. */
export function applySignals(floor: Floor, frame: SignalsFrame): Floor {
  const draft = new Draft(floor);
  for (const signal of frame.data) {
    if (draft.floor.steps[signal.step_id] === undefined) continue;
    const shown = draft.floor.signals[signal.step_id];
    if (shown !== undefined && compareInstants(signal.alive_at, shown.alive_at) < 0) continue;
    // What a signal leaves out (no new line, say) stays as it was.
    draft.set('signals', signal.step_id, { ...shown, ...signal });
  }
  return draft.floor;
}

/** Takes in a run that was read by itself. */
export function takeIn(floor: Floor, run: RunWithSteps): Floor {
  const draft = new Draft(floor);
  putRun(draft, run);
  return draft.floor;
}

/** Takes in a run that a page loaded by itself and keeps it until {@link unpinRun}. */
export function pinRun(floor: Floor, run: RunWithSteps): Floor {
  const draft = new Draft(takeIn(floor, run));
  if (!floor.pinned.includes(run.id)) draft.mark({ pinned: [...floor.pinned, run.id] });
  return draft.floor;
}

export function unpinRun(floor: Floor, id: string): Floor {
  if (!floor.pinned.includes(id)) return floor;
  const draft = new Draft(floor).mark({ pinned: floor.pinned.filter((pinned) => pinned !== id) });
  dropOldest(draft);
  return draft.floor;
}

export function stepsOfRun(floor: Floor, runId: string): Step[] {
  return (floor.stepsOf[runId] ?? []).flatMap((id) => floor.steps[id] ?? []);
}

function applyChange(draft: Draft, change: Change): void {
  switch (change.type) {
    case 'workflow.execution.created':
      return putRun(draft, change.data);
    case 'workflow.execution.status_changed':
    case 'workflow.execution.progressed':
    case 'workflow.execution.phase_changed':
    case 'workflow.execution.cancelled': {
      const { execution_id, ...move } = change.data;
      const run = draft.floor.runs[execution_id];
      if (run && move.revision > run.revision) draft.set('runs', run.id, moved(run, move));
      return;
    }
    case 'workflow.step.ready':
    case 'workflow.step.claimed':
    case 'workflow.step.started':
    case 'workflow.step.completed':
    case 'workflow.step.returned':
    case 'workflow.step.stalled':
    case 'workflow.step.recovered':
      return moveStep(draft, change.data);
    case 'workflow.step.usage_reported': {
      const step = draft.floor.steps[change.data.step_id];
      if (step) draft.set('steps', step.id, { ...step, usage: greaterUsage(step.usage, change.data.usage) });
      return;
    }
    case 'workflow.comment.created': {
      const { execution_id } = change.data;
      if (draft.floor.runs[execution_id] === undefined) return;
      return draft.set('remarks', execution_id, (draft.floor.remarks[execution_id] ?? 0) + 1);
    }
    case 'workflow.gate.opened': {
      const { gate_id, execution_id, step_id, kind, question, choices, agent, opened_at } = change.data;
      const place = { workflow_run_id: execution_id, workflow_run_step_id: step_id };
      return openGate(draft, { id: gate_id, ...place, kind, question, choices, agent, opened_at });
    }
    case 'workflow.gate.answered':
    case 'workflow.gate.withdrawn':
      return closeGate(draft, change.data.step_id, change.data.gate_id);
    case 'workflow.artifact.created': {
      const { execution_id, step_id, artifact_id, ...rest } = change.data;
      const known = draft.floor.artifacts[execution_id] ?? [];
      if (draft.floor.runs[execution_id] === undefined || known.some((one) => one.id === artifact_id)) return;
      const artifact = {
        ...rest,
        id: artifact_id,
        workflow_run_id: execution_id,
        workflow_run_step_id: step_id,
      };
      draft.set('artifacts', execution_id, [...known, artifact]);
      return;
    }
    case 'workspace.renamed':
    case 'member.joined':
    case 'member.role_changed':
    case 'member.removed':
      draft.mark({ members: draft.floor.members + 1 });
      return;
    case 'worker.message.sent':
    case 'worker.message.delivered':
    case 'worker.message.read': {
      const step = change.data.step_id;
      if (step !== null && draft.floor.steps[step] !== undefined) draft.set('mail', step, change.n);
      return draft.set('mail', ALL_MESSAGES, change.n);
    }
    case 'worker.registered':
      return draft.set('agents', change.data.id, change.data);
    case 'worker.retired':
      return draft.remove('agents', change.data.agent_id);
    case 'worker.paused':
      return pause(draft, change.data.agent_id, change.data.pause);
    case 'worker.resumed':
      return pause(draft, change.data.agent_id, null);
    case 'worker.error':
    case 'worker.error_cleared':
      return trouble(draft, change.data.agent_id, change.data.error);
    case 'worker.control_changed':
      return control(draft, change.data);
    case 'worker.online':
      return draft.set('agents', change.data.agent_id, withInstance(draft.floor, change.data));
    case 'worker.offline':
      return leave(draft, change.data);
    default:
      // A newer server may tell of things this page does not know; its number still counts.
      return;
  }
}

function putRun(draft: Draft, { steps, ...run }: RunWithSteps): void {
  const known = draft.floor.runs[run.id];
  if (known === undefined || run.revision > known.revision) draft.set('runs', run.id, run);
  else if (known.revision === run.revision) draft.set('runs', run.id, moved(run, known));
  if (steps.length === 0) return;
  for (const step of steps) {
    const shown = draft.floor.steps[step.id];
    if (shown === undefined) draft.set('steps', step.id, step);
    else putStep(draft, shown, step);
  }
  const inOrder = [...steps].sort((a, b) => a.ordinal - b.ordinal).map((step) => step.id);
  draft.set('stepsOf', run.id, inOrder);
}

/** Usage moves without the revision. */
function putStep(draft: Draft, shown: Step, step: Step): void {
  const usage = greaterUsage(shown.usage, step.usage);
  if (step.revision > shown.revision) draft.set('steps', step.id, { ...step, usage });
  else if (usage !== shown.usage) draft.set('steps', step.id, { ...shown, usage });
}

/** A change names people by id only; a name that is known stays. */
function moved(run: Run, move: Omit<RunMove, 'execution_id'>): Run {
  const named = [move.cancelled_by, run.cancelled_by].find((one) => one?.name !== undefined);
  return named?.id === move.cancelled_by?.id && named !== undefined
    ? { ...run, ...move, cancelled_by: named }
    : { ...run, ...move };
}

/** A snapshot may hold it already. */
function openGate(draft: Draft, gate: Gate): void {
  const step = gate.workflow_run_step_id;
  const known = draft.floor.gates[step] ?? [];
  if (!known.some((one) => one.id === gate.id)) draft.set('gates', step, [...known, gate]);
}

function closeGate(draft: Draft, stepId: string, id: string): void {
  const left = (draft.floor.gates[stepId] ?? []).filter((one) => one.id !== id);
  if (left.length > 0) draft.set('gates', stepId, left);
  else draft.remove('gates', stepId);
}

function moveStep(draft: Draft, move: StepMove): void {
  const step = draft.floor.steps[move.step_id];
  if (step === undefined || move.revision <= step.revision) return;
  const { execution_id: _run, step_id: _id, step_key: _key, step_name, ...fields } = move;
  const moved: Step = { ...step, ...fields, name: step_name };
  // The proof of life belongs to the attempt that gave it, and so does a pause.
  const isSameWork = isHeld(moved) && moved.attempt === step.attempt;
  draft.set('steps', step.id, isSameWork ? moved : { ...moved, pause: null });
  if (!isSameWork) draft.remove('signals', step.id);
}

function withInstance(floor: Floor, move: WorkerMove): Agent {
  const agent = floor.agents[move.agent_id] ?? {
    id: move.agent_id,
    name: move.name,
    emoji: null,
    color: null,
    lifecycle: 'active',
    connection: 'offline',
    pause: null,
    error: null,
    instances: [],
    created_at: null,
  };
  const others = agent.instances.filter((one) => one.instance !== move.instance);
  const { instance, version, capabilities, opened_at } = move;
  const labels = move.labels ?? {};
  const arrived = { instance, version, capabilities: capabilities ?? [], labels, opened_at, control: null };
  const lifecycle = agent.lifecycle === 'starting' ? 'active' : agent.lifecycle;
  return { ...agent, lifecycle, connection: 'online', instances: [...others, arrived] };
}

function pause(draft: Draft, agentId: string, pause: Pause | null): void {
  const agent = draft.floor.agents[agentId];
  if (agent !== undefined) draft.set('agents', agentId, { ...agent, pause });
}

function trouble(draft: Draft, agentId: string, error: AgentError | null): void {
  const agent = draft.floor.agents[agentId];
  if (agent !== undefined) draft.set('agents', agentId, { ...agent, error });
}

/** What speaks of the agent itself is shown with the process that was told. */
function control(draft: Draft, told: Control): void {
  const { agent_id, instance, step_id } = told;
  // The gate tells of its answer.
  if (told.kind === 'answer') return;
  if (step_id !== null) {
    const step = draft.floor.steps[step_id];
    if (step === undefined) return;
    draft.set('controls', step_id, { ...draft.floor.controls[step_id], [told.id]: told });
    if (isHeld(step) && step.attempt === told.attempt)
      draft.set('steps', step_id, { ...step, pause: pauseBy(told, step.pause) });
    return;
  }
  const agent = draft.floor.agents[agent_id];
  if (agent === undefined) return;
  if (told.kind === 'configure')
    return draft.set('controls', agent_id, { ...draft.floor.controls[agent_id], [instance]: told });
  const { kind, state, requested_at, delivered_at, acknowledged_at } = told;
  const control = { kind, state, requested_at, delivered_at, acknowledged_at };
  const instances = agent.instances.map((one) => (one.instance === instance ? { ...one, control } : one));
  draft.set('agents', agent_id, { ...agent, instances });
}

/** What the last word about pausing makes of an attempt; one that has expired is void. */
function pauseBy(
  { kind, state, requested_at, requested_by }: Control,
  shown: StepPause | null,
): StepPause | null {
  if (state === 'expired') return shown;
  if (kind === 'pause')
    return { stage: state === 'acknowledged' ? 'paused' : 'pausing', requested_at, requested_by };
  if (kind === 'resume')
    return state === 'acknowledged' ? null : { stage: 'resuming', requested_at, requested_by };
  return shown;
}

function leave(draft: Draft, move: WorkerMove): void {
  draft.remove('vitals', processKey(move.agent_id, move.instance));
  const agent = draft.floor.agents[move.agent_id];
  if (agent === undefined) return;
  const instances = agent.instances.filter((one) => one.instance !== move.instance);
  const connection = instances.length > 0 ? 'online' : 'offline';
  draft.set('agents', agent.id, { ...agent, connection, instances });
}

/** Keeps the page as small as the server's snapshot, however long it stays open. */
function dropOldest(draft: Draft): void {
  const { runs, pinned } = draft.floor;
  const finished = Object.values(runs).filter(isFinished);
  if (finished.length <= FINISHED_KEPT) return;
  finished.sort(lastFinishedFirst);
  for (const run of finished.slice(FINISHED_KEPT)) {
    if (pinned.includes(run.id)) continue;
    for (const stepId of draft.floor.stepsOf[run.id] ?? []) {
      draft.remove('steps', stepId);
      draft.remove('signals', stepId);
      draft.remove('mail', stepId);
      draft.remove('controls', stepId);
      draft.remove('gates', stepId);
    }
    draft.remove('runs', run.id);
    draft.remove('stepsOf', run.id);
    draft.remove('artifacts', run.id);
    draft.remove('remarks', run.id);
  }
}

export function lastFinishedFirst(a: Run, b: Run): number {
  return (
    compareInstants(b.completed_at ?? b.created_at, a.completed_at ?? a.created_at) || compare(a.id, b.id)
  );
}

/** Earlier first. Fractions are as long as they need to be, so the closing Z must not take part. */
export function compareInstants(a: string, b: string): number {
  return compare(a.slice(0, -1), b.slice(0, -1));
}

/** Names and ids compare as bytes; a locale has no say in it. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
