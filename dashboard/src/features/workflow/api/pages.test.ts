import { expect, it } from 'vitest';
import { FakeServer, ok, paged } from '@/test/fake-server';
import { aRun, aStep } from '@/test/samples';
import { loadArtifacts } from './load-artifacts';
import { loadRun } from './load-run';

const never = new AbortController().signal;

it('loads a run with the steps of all pages', async () => {
  const server = new FakeServer();
  const run = aRun({ id: 'run_1', steps: [aStep({ id: 'step_1' })] });
  server.on('GET /api/workflow-executions/run_1', () => ok({ ...run, steps_next_cursor: 'two' }));
  server.on('GET /api/workflow-executions/run_1/steps?cursor=two', () =>
    paged([aStep({ id: 'step_2' })], 'three'),
  );
  server.on('GET /api/workflow-executions/run_1/steps?cursor=three', () => paged([aStep({ id: 'step_3' })]));
  const { steps } = await loadRun('run_1', never);
  expect(steps.map(({ id }) => id)).toEqual(['step_1', 'step_2', 'step_3']);
});

it('loads the artifacts of all pages', async () => {
  const server = new FakeServer();
  server.on('GET /api/workflow-executions/run_1/artifacts', () => paged([{ id: 'one' }], 'two'));
  server.on('GET /api/workflow-executions/run_1/artifacts?cursor=two', () => paged([{ id: 'two' }]));
  expect((await loadArtifacts('run_1', never)).map(({ id }) => id)).toEqual(['one', 'two']);
});
