import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aDefinition, aRun } from '@/test/samples';
import sample from './sample-workflow.yaml?raw';

const user = userEvent.setup();
let server: FakeServer;

beforeEach(() => {
  sessionStorage.clear();
  server = new FakeServer();
  server.on('GET /api/workflow-definitions', () => ok([aDefinition()]));
  server.on('GET /api/workflow-definitions/health', () => ok(aDefinition()));
  server.on('POST /api/workflow-definitions/validate', () => ok({ valid: true, errors: [] }));
});

const text = () => screen.findByTestId<HTMLTextAreaElement>('yaml');
const errors = () => within(screen.getByTestId('yaml-errors'));
const type = async (yaml: string) => fireEvent.change(await text(), { target: { value: yaml } });

describe('the workflows', () => {
  it('are listed with their phases, version and active runs', async () => {
    server.runs = [
      aRun({ id: 'run_1', workflow_definition_id: 'health' }),
      aRun({ id: 'run_2', workflow_definition_id: 'health', status: 'completed' }),
    ];
    await openLive();
    await user.keyboard('gw');
    const row = within(await screen.findByTestId('workflow-health'));
    expect(row.getByRole('link', { name: 'Health check' })).toHaveAttribute('href', '/workflows/health');
    expect(row.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['inspect', 'report']);
    expect(row.getByText('v3')).toBeInTheDocument();
    expect(row.getByRole('link', { name: '1 active run' })).toHaveAttribute('href', '/?workflow=health');
    expect(row.getByRole('link', { name: 'Start Health check' })).toBeInTheDocument();
  });

  it('lead a newcomer to a sample that can be published as it is', async () => {
    server.on('GET /api/workflow-definitions', () => ok([]));
    server.on('POST /api/workflow-definitions', () => ok(aDefinition({ id: 'sample-greeting' })));
    server.on('GET /api/workflow-definitions/sample-greeting', () => ok(aDefinition()));
    await openLive('/workflows');
    await user.click(await screen.findByTestId('from-sample'));
    expect((await text()).value).toBe(sample);
    await user.click(screen.getByTestId('publish'));
    expect(await screen.findByTestId('definition-page')).toBeInTheDocument();
    expect(window.location.pathname).toBe('/workflows/sample-greeting');
  });

  it('say when they cannot be loaded, and try again', async () => {
    server.on('GET /api/workflow-definitions', () => refused(500, 'internal'));
    await openLive('/workflows');
    expect(await screen.findByText('The workflows could not be loaded.')).toBeInTheDocument();
    server.on('GET /api/workflow-definitions', () => ok([aDefinition()]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('workflow-health')).toBeInTheDocument();
  });

  it('can only be looked at by a viewer, who is told why', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/workflows');
    expect(await screen.findByTestId('workflow-health')).toBeInTheDocument();
    expect(screen.getByTestId('read-only-START_RUN')).toHaveTextContent(
      'Your role here is viewer: you can look at everything, but not start runs. These roles may: owner, admin, member.',
    );
    expect(screen.queryByTestId('start-health')).not.toBeInTheDocument();
    expect(screen.queryByTestId('new-workflow')).not.toBeInTheDocument();
    await user.keyboard('n');
    expect(window.location.pathname).toBe('/workflows');
  });
});

describe('the page of a workflow', () => {
  it('shows steps by phase, arguments, text and versions', async () => {
    await openLive('/workflows/health');
    const steps = within(await screen.findByTestId('definition-steps'));
    expect(
      within(steps.getByRole('region', { name: 'report' })).getByText('Write report'),
    ).toBeInTheDocument();
    expect(steps.getByText('Needs history')).toBeInTheDocument();
    const args = screen.getByTestId('definition-arguments');
    expect(args).toHaveTextContent('branchtext · required · default "main"What is examined.');
    expect(screen.getByTestId('yaml-view')).toHaveTextContent(/1name: Health check/);
    const versions = within(screen.getByTestId('versions'));
    expect(versions.getByText('v3')).toHaveAttribute('aria-current', 'true');
    server.on('GET /api/workflow-definitions/health?version=2', () => ok(aDefinition({ version: 2 })));
    await user.click(versions.getByRole('link', { name: 'v2' }));
    expect(await screen.findByTestId('old-version')).toHaveTextContent('version 2. The newest is version 3');
  });

  it('says that there is no such workflow', async () => {
    await openLive('/workflows/nothing');
    expect(await screen.findByTestId('definition-missing')).toHaveTextContent('There is no workflow nothing');
  });
});

describe('publishing', () => {
  const wrong = {
    line: 2,
    column: 10,
    path: 'steps[0].phase',
    message: "there is no phase 'x'",
    remedy: 'use one of phases',
  };

  it('shows what the server finds wrong while one types, each at its place', async () => {
    server.on('POST /api/workflow-definitions/validate', () => ok({ valid: false, errors: [wrong] }));
    await openLive('/new/workflow');
    await type('name: a\n  phase: x\n');
    const go = await errors().findByRole('button', { name: /there is no phase 'x'/ });
    expect(go).toHaveTextContent('2:10');
    expect(go).toHaveTextContent('use one of phases');
    await waitFor(() =>
      expect(document.querySelector('[data-line="2"]')).toHaveAttribute('data-wrong', 'true'),
    );
    expect(document.querySelector('[data-line="1"]')).not.toHaveAttribute('data-wrong');
    await user.click(go);
    const area = await text();
    expect(area).toHaveFocus();
    expect(area.selectionStart).toBe('name: a\n  phase: x'.length - 1);
    expect(area).toHaveAccessibleDescription(/there is no phase/);
    server.on('POST /api/workflow-definitions/validate', () => ok({ valid: true, errors: [] }));
    await type('name: b\n');
    await waitFor(() => expect(screen.getByTestId('verdict')).toHaveTextContent('Can be published'));
    expect(errors().queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows what publishing refuses, and keeps the text', async () => {
    server.on('POST /api/workflow-definitions/validate', () => refused(404, 'not_found'));
    server.on('POST /api/workflow-definitions', () =>
      refused(422, 'invalid', {}, [
        { field: 'steps', message: 'is missing' },
        { field: 'name', message: 'is too long', line: 1, column: 7, remedy: 'shorten it' },
      ]),
    );
    await openLive('/new/workflow');
    await type('name: a');
    await user.click(screen.getByTestId('publish'));
    expect(await errors().findByText('2 things are wrong')).toBeInTheDocument();
    expect(errors().getByText('whole text')).toBeInTheDocument();
    expect(errors().getByText('shorten it')).toBeInTheDocument();
    expect(await text()).toHaveFocus();
    expect((await text()).value).toBe('name: a');
  });

  it('keeps an unpublished text over a wrong click, until it is published', async () => {
    server.on('POST /api/workflow-definitions', () => ok(aDefinition()));
    await openLive('/workflows/health/edit');
    await type('name: half done');
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('link', { name: 'Back' }));
    await screen.findByTestId('definition-page');
    await user.click(screen.getByTestId('edit'));
    expect((await text()).value).toBe('name: half done');
    await user.click(screen.getByTestId('publish'));
    await screen.findByTestId('definition-page');
    await user.click(screen.getByTestId('edit'));
    expect((await text()).value).toBe(aDefinition().yaml);
  });

  it('takes a file, and refuses one that is too large', async () => {
    await openLive('/new/workflow');
    const input = await screen.findByTestId('yaml-file');
    await user.upload(input, new File(['name: from a file'], 'a.yaml', { type: 'application/yaml' }));
    await waitFor(async () => expect((await text()).value).toBe('name: from a file'));
    await user.upload(input, new File(['x'.repeat(1024 * 1024 + 1)], 'b.yaml', { type: 'application/yaml' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('b.yaml is larger than 1 MiB');
    expect((await text()).value).toBe('name: from a file');
  });

  it('is not offered to a viewer', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/new/workflow');
    expect(await screen.findByTestId('read-only-PUBLISH_DEFINITION')).toBeInTheDocument();
    expect(screen.queryByTestId('publish')).not.toBeInTheDocument();
  });
});
