import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, paged, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
  server.on('GET /api/workflow-executions/run_1/comments', () => paged([]));
});

const show = async (name: string, mime_type: string, text: string | null) => {
  const artifact = { id: 'art_1', workflow_run_id: 'run_1', workflow_run_step_id: null, name, mime_type };
  const rest = { file_type: null, size_bytes: 10, sha256: 'x', created_at: '2026-11-21T10:00:00Z' };
  server.on('GET /api/workflow-executions/run_1/artifacts', () => ok([{ ...artifact, ...rest }]));
  server.on('GET /api/artifacts/art_1?inline=1', () =>
    text === null ? refused(500, 'internal') : new Response(text),
  );
  await openLive('/runs/run_1?artifact=art_1');
};

describe('a Markdown file', () => {
  it('runs nothing and fetches nothing, whatever an agent wrote into it', async () => {
    await show(
      'report.md',
      'text/markdown',
      [
        '# Report',
        '<script>window.ran = true</script>',
        '<img src="https://tracker.example/a.png" onerror="window.ran = true">',
        '<iframe src="https://tracker.example"></iframe>',
        '![a chart](https://tracker.example/b.png)',
        '[run](javascript:window.ran=true) [data](data:text/html,<script>1</script>) [good](https://example.org)',
        '| a | b |\n|---|---|\n| 1 | 2 |',
      ].join('\n\n'),
    );
    const report = await screen.findByTestId('markdown');
    expect(screen.getByRole('heading', { name: 'Report' })).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: '2' })).toBeInTheDocument();
    expect(report.querySelectorAll('script, img, iframe, style, [onerror], [srcdoc]')).toHaveLength(0);
    const links = [...report.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    expect(links.filter((href) => href !== '')).toEqual(['https://example.org']);
    expect(screen.getByText('good')).toHaveAttribute('rel', expect.stringContaining('noreferrer'));
    expect(report).toHaveTextContent('a chart');
    expect(window).not.toHaveProperty('ran');
  });
});

describe('a text', () => {
  it('is shown as it is', async () => {
    await show('notes.txt', 'text/plain; charset=utf-8', 'one <b>two</b>\n  three');
    expect(await screen.findByText(/one <b>two<\/b>/)).toBeInTheDocument();
  });

  it('of HTML is shown as its source', async () => {
    await show('page.html', 'text/html', '<h1>never</h1>');
    expect(await screen.findByText('<h1>never</h1>')).toBeInTheDocument();
    expect(screen.getByText(/Shown as source/)).toBeInTheDocument();
  });

  it('that did not come can be asked for again', async () => {
    await show('notes.txt', 'text/plain', null);
    expect(await screen.findByText('The artifact could not be loaded.')).toBeInTheDocument();
    server.on('GET /api/artifacts/art_1?inline=1', () => new Response('here it is'));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('here it is')).toBeInTheDocument();
  });
});

it('says so when a run has no such artifact', async () => {
  server.on('GET /api/workflow-executions/run_1/artifacts', () => ok([]));
  await openLive('/runs/run_1?artifact=art_9');
  expect(await screen.findByText('There is no such artifact in this run.')).toBeInTheDocument();
});
