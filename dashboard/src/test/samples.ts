import type { Key } from '@/features/identity/api/keys';
import type { DefinitionDetail } from '@/features/workflow/definition/definition';
import type { Agent, Run, RunWithSteps, Step } from '@/shared/live/model';

/** Things as the server would tell them; say only what matters to the test. */

export function aStep(fields: Partial<Step> & Pick<Step, 'id'>): Step {
  return {
    workflow_run_id: 'run_1',
    step_id: fields.id.replace(/^step_/, ''),
    name: `Step ${fields.id}`,
    phase: 'inspect',
    type: 'script',
    ordinal: 0,
    needs: [],
    status: 'pending',
    state: 'pending',
    reason: null,
    attempt: 0,
    agent: null,
    fence: null,
    error_message: null,
    ready_at: null,
    started_at: null,
    completed_at: null,
    stalled_at: null,
    pause: null,
    usage: null,
    revision: 1,
    ...fields,
  };
}

export function aRun(fields: Partial<RunWithSteps> & Pick<Run, 'id'>): RunWithSteps {
  return {
    name: `Run ${fields.id}`,
    status: 'pending',
    state: 'pending',
    priority: 'medium',
    workflow_definition_id: 'health',
    workflow_definition_name: 'Health check',
    phases: ['inspect', 'report'],
    current_phase: null,
    current_step_index: null,
    steps_total: fields.steps?.length ?? 0,
    steps_open: fields.steps?.length ?? 0,
    error_message: null,
    created_at: '2026-11-21T10:00:00Z',
    started_at: null,
    completed_at: null,
    cancelled_at: null,
    cancel_stage: null,
    cancel_reason: null,
    cancelled_by: null,
    revision: 1,
    steps: [],
    ...fields,
  };
}

export const kenji = { id: 'kenji', name: 'Kenji', emoji: '💻', color: '#123456', instance: 'kenji-1' };

export function anAgent(fields: Partial<Agent> & Pick<Agent, 'id'>): Agent {
  return {
    name: fields.id,
    emoji: null,
    color: null,
    lifecycle: 'active',
    connection: 'offline',
    pause: null,
    error: null,
    instances: [],
    created_at: null,
    ...fields,
  };
}

/** A run at work: its first step is held by Kenji. */
export function aRunAtWork(id = 'run_1'): RunWithSteps {
  return aRun({
    id,
    name: 'Health of sample/api',
    status: 'running',
    current_phase: 'inspect',
    started_at: '2026-11-21T10:00:01Z',
    steps: [
      aStep({
        id: `step_${id}_history`,
        step_id: 'history',
        workflow_run_id: id,
        name: 'Count commits',
        state: 'running',
        status: 'running',
        attempt: 1,
        fence: 1,
        agent: kenji,
        started_at: new Date().toISOString(),
      }),
      aStep({
        id: `step_${id}_report`,
        step_id: 'report',
        workflow_run_id: id,
        name: 'Write report',
        phase: 'report',
        ordinal: 1,
      }),
    ],
  });
}

export function aKey(fields: Partial<Key> = {}): Key {
  return {
    id: 'key_1',
    name: 'first',
    prefix: 'owf_u-first_abcd',
    scopes: ['read-only'],
    created_at: '2026-11-20T10:00:00Z',
    last_used_at: null,
    expires_at: null,
    ...fields,
  };
}

export function aDefinition(fields: Partial<DefinitionDetail> = {}): DefinitionDetail {
  const created_at = '2026-11-20T10:00:00Z';
  return {
    id: 'health',
    name: 'Health check',
    description: 'Looks at a repository from all sides.',
    version: 3,
    phases: ['inspect', 'report'],
    args_schema: {
      type: 'object',
      properties: { branch: { type: 'string', default: 'main', description: 'What is examined.' } },
      required: ['branch'],
    },
    created_at,
    yaml: 'name: Health check\nphases: [inspect, report]\n',
    steps: [
      { id: 'history', name: 'Count commits', phase: 'inspect', type: 'script', needs: [] },
      { id: 'report', name: 'Write report', phase: 'report', type: 'script', needs: ['history'] },
    ],
    versions: [3, 2, 1].map((version) => ({ version, created_at })),
    ...fields,
  };
}
