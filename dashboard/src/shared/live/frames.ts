import type {
  Agent,
  AgentError,
  Control,
  Gate,
  Pause,
  Run,
  RunWithSteps,
  Signal,
  StepAgent,
  StepState,
  StepStatus,
  Usage,
  Vitals,
} from './model';

/** The frames of the subprotocol `opsflow.v1`, as promised in docs/live.md. */

export interface SnapshotFrame {
  type: 'snapshot';
  epoch: string;
  n: number;
  at: string;
  data: { runs: RunWithSteps[]; agents: Agent[]; gates?: Gate[] };
}

export type RunMove = Pick<
  Run,
  | 'name'
  | 'status'
  | 'state'
  | 'current_phase'
  | 'current_step_index'
  | 'steps_total'
  | 'steps_open'
  | 'error_message'
  | 'started_at'
  | 'completed_at'
  | 'cancelled_at'
  | 'cancel_stage'
  | 'cancel_reason'
  | 'cancelled_by'
  | 'revision'
> & { execution_id: string };

export interface StepMove {
  execution_id: string;
  step_id: string;
  step_key: string;
  step_name: string;
  phase: string;
  status: StepStatus;
  state: StepState;
  reason: string | null;
  attempt: number;
  agent: StepAgent | null;
  fence: number | null;
  error_message: string | null;
  ready_at: string | null;
  started_at: string | null;
  completed_at: string | null;
  stalled_at: string | null;
  revision: number;
}

export interface UsageReported {
  execution_id: string;
  step_id: string;
  step_key: string;
  usage: Usage;
}

export interface ArtifactMade {
  execution_id: string;
  step_id: string | null;
  artifact_id: string;
  name: string;
  file_type: string | null;
  mime_type: string;
  size_bytes: number;
  sha256: string;
  created_at: string;
}

export interface GateMove extends Omit<Gate, 'id' | 'workflow_run_id' | 'workflow_run_step_id'> {
  gate_id: string;
  execution_id: string;
  step_id: string;
}

export interface WorkerMove {
  agent_id: string;
  name: string;
  instance: string;
  version: string | null;
  capabilities: string[] | null;
  labels: Record<string, string> | null;
  opened_at: string | null;
}

interface Numbered<T extends string, D> {
  n: number;
  type: T;
  at: string;
  data: D;
}

export type Change =
  | Numbered<'workflow.execution.created', RunWithSteps>
  | Numbered<
      | 'workflow.execution.status_changed'
      | 'workflow.execution.phase_changed'
      | 'workflow.execution.progressed'
      | 'workflow.execution.cancelled',
      RunMove
    >
  | Numbered<
      | 'workflow.step.ready'
      | 'workflow.step.claimed'
      | 'workflow.step.started'
      | 'workflow.step.completed'
      | 'workflow.step.returned'
      | 'workflow.step.stalled'
      | 'workflow.step.recovered',
      StepMove
    >
  | Numbered<'workflow.step.usage_reported', UsageReported>
  | Numbered<'workflow.comment.created', { execution_id: string; comment_id: string }>
  | Numbered<'workflow.gate.opened', GateMove>
  | Numbered<'workflow.gate.answered' | 'workflow.gate.withdrawn', { gate_id: string; step_id: string }>
  | Numbered<'workflow.artifact.created', ArtifactMade>
  | Numbered<'workspace.renamed', { id: string; slug: string; name: string }>
  | Numbered<'member.joined' | 'member.role_changed' | 'member.removed', { person_id: string; role: string }>
  | Numbered<
      'worker.message.sent' | 'worker.message.delivered' | 'worker.message.read',
      { message_id: string; step_id: string | null }
    >
  | Numbered<'worker.registered', Agent>
  | Numbered<'worker.retired' | 'worker.resumed', { agent_id: string; name: string }>
  | Numbered<'worker.paused', { agent_id: string; name: string; pause: Pause }>
  | Numbered<
      'worker.error' | 'worker.error_cleared',
      { agent_id: string; name: string; error: AgentError | null }
    >
  | Numbered<'worker.control_changed', Control>
  | Numbered<'worker.online' | 'worker.offline', WorkerMove>;

export interface ChangesFrame {
  type: 'changes';
  epoch: string;
  from: number;
  to: number;
  changes: Change[];
}

export interface SignalsFrame {
  type: 'signals';
  data: Signal[];
}

export interface VitalsFrame {
  type: 'vitals';
  data: Vitals[];
}

export interface LogFrame {
  type: 'log';
  step_id: string;
  attempt: number;
  /** In bytes of the log, not in characters. */
  offset: number;
  text: string;
}

export interface ErrorFrame {
  type: 'error';
  code: string;
  message: string;
}

export type ServerFrame =
  | SnapshotFrame
  | ChangesFrame
  | SignalsFrame
  | VitalsFrame
  | LogFrame
  | ErrorFrame
  | { type: 'pong' };

export type ClientFrame =
  | { type: 'resume'; epoch?: string; since?: number }
  | { type: 'watch' | 'unwatch'; step_id: string }
  | { type: 'ping' };
