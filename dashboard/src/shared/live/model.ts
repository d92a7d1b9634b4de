/** What the server tells about the floor, field by field as in docs/live.md. Instants are ISO-8601 UTC. */

export type RunStatus = 'pending' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';
export type StepStatus = 'pending' | 'running' | 'completed' | 'failed' | 'skipped';
export type StepState =
  | 'pending'
  | 'ready'
  | 'leased'
  | 'running'
  | 'completed'
  | 'failed'
  | 'skipped'
  | 'cancelled';

export interface Run {
  id: string;
  name: string;
  status: RunStatus;
  /** As the status, but `failing` from the step that failed for good until the last one has ended. */
  state: string;
  priority: string | number | null;
  workflow_definition_id: string;
  workflow_definition_name: string;
  phases: string[];
  current_phase: string | null;
  current_step_index: number | null;
  steps_total: number;
  steps_open: number;
  error_message: string | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  cancelled_at: string | null;
  /** stopping: agents still end what they do for it. */
  cancel_stage: 'stopping' | 'stopped' | null;
  cancel_reason: string | null;
  cancelled_by: Canceller | null;
  revision: number;
}

export interface Canceller {
  type: string;
  id: string;
  /** Not in changes: those hold no names of people. */
  name?: string;
}

/** What models were used for, as agents reported it. */
export interface Usage {
  calls: number;
  /** Those from a cache included. */
  input_tokens: number;
  cached_input_tokens: number;
  output_tokens: number;
  /** Millionths of a US dollar; 0 when nobody said. */
  cost_micros: number;
}

export interface RunWithSteps extends Run {
  steps: Step[];
}

export interface StepAgent {
  id: string;
  name: string;
  emoji?: string | null;
  color?: string | null;
  instance?: string | null;
}

export interface Step {
  id: string;
  workflow_run_id: string;
  /** The key in the definition. */
  step_id: string;
  name: string;
  phase: string;
  type: string;
  ordinal: number;
  needs: string[];
  status: StepStatus;
  state: StepState;
  /** Why it was skipped, or null. */
  reason: string | null;
  /** 0 before the first attempt. */
  attempt: number;
  agent: StepAgent | null;
  fence: number | null;
  error_message: string | null;
  ready_at: string | null;
  started_at: string | null;
  completed_at: string | null;
  /** Since when its agent lives but gets nowhere; null while it goes on. */
  stalled_at: string | null;
  /** Null unless a person paused the attempt at work. */
  pause: StepPause | null;
  /** Of all its attempts; null when none was reported. */
  usage: Usage | null;
  revision: number;
}

export interface StepPause {
  /** Pausing and resuming until the agent has done so. */
  stage: 'pausing' | 'paused' | 'resuming';
  requested_at: string;
  requested_by: Canceller;
}

/** What an attempt asks people, without its context. */
export interface Gate {
  id: string;
  workflow_run_id: string;
  workflow_run_step_id: string;
  kind: 'question' | 'approval';
  /** An agent's Markdown. */
  question: string;
  /** None when people write their answer. */
  choices: string[];
  agent: StepAgent;
  opened_at: string;
}

export type ControlState = 'requested' | 'delivered' | 'acknowledged' | 'expired';

/** How far a word of a person has come on its way to an agent. */
export interface ControlProgress {
  kind: string;
  state: ControlState;
  requested_at: string;
  delivered_at: string | null;
  acknowledged_at: string | null;
}

/** What a person asks of one process of an agent. */
export interface Control extends ControlProgress {
  id: string;
  agent_id: string;
  instance: string;
  /** Null when it speaks of the agent itself, and so for the two that follow. */
  execution_id: string | null;
  step_id: string | null;
  attempt: number | null;
  text: string | null;
  requested_by: Canceller;
}

export interface AgentInstance {
  instance: string;
  version: string | null;
  capabilities: string[];
  /** What else it says of itself. */
  labels: Record<string, string>;
  opened_at: string | null;
  /** What it was last told of pausing, since it connected. */
  control: ControlProgress | null;
}

export interface Pause {
  /** Pausing while it still ends what it held. */
  stage: 'pausing' | 'paused';
  requested_at: string;
  requested_by: Canceller;
}

export interface AgentError {
  id: string;
  instance: string;
  code: string;
  message: string;
  at: string;
}

export interface Agent {
  id: string;
  name: string;
  emoji: string | null;
  color: string | null;
  /** Starting until a process connects for the first time; whatever else it says follows from the other members. */
  lifecycle: string;
  connection: 'online' | 'offline';
  /** Null unless a person paused it. */
  pause: Pause | null;
  /** What a process said is wrong with it; null when nothing is. */
  error: AgentError | null;
  instances: AgentInstance[];
  created_at: string | null;
}

export interface Artifact {
  id: string;
  workflow_run_id: string;
  workflow_run_step_id: string | null;
  name: string;
  file_type: string | null;
  mime_type: string;
  size_bytes: number;
  sha256: string;
  created_at: string;
}

/** The last word of a working agent about one step. It shows, it never decides. */
export interface Signal {
  execution_id: string;
  step_id: string;
  percent?: number;
  line?: string;
  loop?: number;
  max_loops?: number;
  alive_at: string;
}

/** What a process of an agent said of itself with its last heartbeat; absent is what it does not know. */
export interface Vitals {
  agent_id: string;
  instance: string;
  free_slots?: number;
  cpu_percent?: number;
  free_memory_bytes?: number;
  free_disk_bytes?: number;
  alive_at: string;
}

export function isFinished(run: Pick<Run, 'status'>): boolean {
  return run.status === 'completed' || run.status === 'failed' || run.status === 'cancelled';
}

/** Held by an agent at this moment: claimed or at work. */
export function isHeld(step: Pick<Step, 'state'>): boolean {
  return step.state === 'leased' || step.state === 'running';
}

const final: ReadonlySet<StepState> = new Set(['completed', 'failed', 'skipped', 'cancelled']);

export function isFinal(step: Pick<Step, 'state'>): boolean {
  return final.has(step.state);
}
