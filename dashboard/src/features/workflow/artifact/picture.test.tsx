import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Artifact } from '@/shared/live/model';
import { FakeServer, ok } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aRunAtWork } from '@/test/samples';

const user = userEvent.setup();
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.runs = [aRunAtWork()];
  server.on('GET /api/workflow-executions/run_1', () => ok(server.runs[0]));
});

describe('a picture', () => {
  const artifact = (fields: Partial<Artifact>): Artifact => ({
    id: 'art_1',
    workflow_run_id: 'run_1',
    workflow_run_step_id: null,
    name: 'chart.png',
    file_type: null,
    mime_type: 'image/png',
    size_bytes: 4,
    sha256: 'x',
    created_at: '2026-11-21T10:00:00Z',
    ...fields,
  });
  const made = vi.fn(() => 'blob:http://board.test/1');
  const ended = vi.fn();

  beforeEach(() => {
    made.mockClear();
    ended.mockClear();
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: ended }));
  });

  const show = async (fields: Partial<Artifact>, type: string) => {
    server.on('GET /api/workflow-executions/run_1/artifacts', () => ok([artifact(fields)]));
    server.on(
      'GET /api/artifacts/art_1?inline=1',
      () => new Response('1234', { headers: { 'Content-Type': type } }),
    );
    await openLive('/runs/run_1?artifact=art_1');
  };

  it('is shown from memory, and its address ends with it', async () => {
    await show({}, 'image/png');
    const image = await screen.findByRole('img', { name: 'chart.png' });
    expect(image).toHaveAttribute('src', 'blob:http://board.test/1');
    await user.keyboard('gb');
    await screen.findByTestId('board-page');
    expect(ended).toHaveBeenCalledWith('blob:http://board.test/1');
  });

  it('is none when the server says that it is something else', async () => {
    await show({}, 'text/html');
    expect(await screen.findByText(/no picture that a browser can show/)).toBeInTheDocument();
    expect(made).not.toHaveBeenCalled();
  });

  it('is not fetched when it is too large', async () => {
    await show({ size_bytes: 21 * 1024 * 1024 }, 'image/png');
    expect(await screen.findByText(/Too large for a preview/)).toBeInTheDocument();
    expect(server.requests).not.toContain('GET /api/artifacts/art_1?inline=1');
  });
});
