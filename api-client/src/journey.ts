// The first journey of a program that knows nothing but the OpenAPI document: it shows its key, publishes a definition,
// starts a run, follows it until it has ended, and reads what its step printed and left behind. An agent that has the
// capability `contract` has to be there. Prints what it found as one line of JSON.
//
// usage: OPSFLOW_URL=http://127.0.0.1:8080 OPSFLOW_KEY=owf_… node dist/journey.js
import createClient from 'openapi-fetch';
import { eventsOf } from './events.js';
import type { components, paths } from './schema.js';

const DEFINITION = `
name: Written from the contract
argsSchema:
  type: object
  required: [who]
  properties:
    who: {type: string}
phases: [greet]
steps:
  - id: greet
    phase: greet
    type: script
    requires: [contract]
    artifacts: [greeting.md]
    command: |
      echo hello {{ args.who }}
      echo "# Hello" {{ args.who }} > greeting.md
`;
const FINAL = ['completed', 'failed', 'cancelled'];
const PATIENCE_MS = 120_000;

const api = createClient<paths>({
  baseUrl: `${setting('OPSFLOW_URL')}/api`,
  headers: { Authorization: `Bearer ${setting('OPSFLOW_KEY')}` },
});

const me = told(await api.GET('/auth/me')).data;
const definition = told(
  await api.POST('/workflow-definitions', {
    body: DEFINITION,
    bodySerializer: (text) => text,
    headers: { 'Content-Type': 'application/yaml' },
  }),
).data;

// Open before the run is started, so that nothing of it is missed.
const stop = AbortSignal.timeout(PATIENCE_MS);
const stream = await api.GET('/events', {
  params: { query: { types: 'workflow.execution.*' } },
  parseAs: 'stream',
  signal: stop,
});
const events = eventsOf(told(stream) as ReadableStream<Uint8Array>);
const ready = await events.next();

const started = told(
  await api.POST('/workflow-executions', {
    body: { workflow_definition_id: definition.id, args: { who: 'world' }, priority: 'high' },
  }),
).data;
const heard = await followed(started.id);
const run = told(await api.GET('/workflow-executions/{id}', { params: { path: { id: started.id } } })).data;
const [step] = run.steps;
if (step === undefined) throw new Error('The run has no step.');

const log = told(
  await api.GET('/workflow-steps/{id}/logs/{type}', { params: { path: { id: step.id, type: 'output' } } }),
);
const [artifact] = told(
  await api.GET('/workflow-executions/{id}/artifacts', { params: { path: { id: run.id } } }),
).data;
if (artifact === undefined) throw new Error('The run left no file.');
const file = told(
  await api.GET('/artifacts/{id}', { params: { path: { id: artifact.id } }, parseAs: 'text' }),
);

console.log(
  JSON.stringify({
    workspace: me.workspace.slug,
    opening: ready.value?.name,
    heard,
    run: run.id,
    status: run.status,
    log: (log as { data: components['schemas']['LogTail'] }).data.content,
    name: artifact.name,
    file,
  }),
);

/** The types of the changes of a run until it has ended. */
async function followed(runId: string): Promise<string[]> {
  const types: string[] = [];
  for await (const event of events) {
    const change = JSON.parse(event.data) as { type: string; data: { execution_id?: string; id?: string; status?: string } };
    if ((change.data.execution_id ?? change.data.id) !== runId) continue;
    types.push(change.type);
    if (FINAL.includes(change.data.status ?? '')) return types;
  }
  throw new Error('The stream ended before the run did.');
}

/** What a call answered; a refusal ends the journey with its own words. */
function told<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    const { url, status } = answer.response;
    throw new Error(`${url} answered ${status}: ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`Set ${name}.`);
  return value;
}
