import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, paged, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';

const user = userEvent.setup();
let server: FakeServer;
let sent: unknown[];

/** Answers a call, and keeps what was sent. */
function takes(call: string, answer: () => Response = () => new Response(null, { status: 204 })): void {
  server.on(call, ({ init }) => {
    sent.push(init.body == null ? call : JSON.parse(String(init.body)));
    return answer();
  });
}

const at = '2026-11-20T10:00:00Z';
const ada = { id: 'person_1', name: 'Ada Lovelace', email: 'ada@example.org', role: 'owner', joined_at: at };
const grace = {
  id: 'person_2',
  name: 'Grace Hopper',
  email: 'grace@example.org',
  role: 'member',
  joined_at: at,
};
const invitation = {
  ...{ id: 'inv_1', email: 'joan@example.org', role: 'viewer', invited_by: 'person_1' },
  ...{ created_at: at, expires_at: '2026-11-27T10:00:00Z' },
};

beforeEach(() => {
  sent = [];
  server = new FakeServer();
  server.me = { ...server.me, role: 'owner' };
  server.on('GET /api/members', () => paged([ada, grace]));
  server.on('GET /api/invitations', () => ok([invitation]));
});

const rowOf = async (id: string) => within(await screen.findByTestId(`member-${id}`));

describe('the members', () => {
  it('are listed to the last page', async () => {
    server.on('GET /api/members', () => paged([ada], 'two'));
    server.on('GET /api/members?cursor=two', () => paged([grace]));
    await openLive('/settings/members');
    expect((await rowOf('person_1')).getByText('you')).toBeInTheDocument();
    expect((await rowOf('person_2')).getByText('grace@example.org')).toBeInTheDocument();
  });

  it('get another role when it is saved, and not before', async () => {
    takes('PATCH /api/members/person_2', () => ok({ ...grace, role: 'viewer' }));
    await openLive('/settings/members');
    const row = await rowOf('person_2');
    await user.selectOptions(row.getByLabelText('Role of Grace Hopper'), 'viewer');
    expect(sent).toEqual([]);
    server.on('GET /api/members', () => paged([ada, { ...grace, role: 'viewer' }]));
    await user.click(row.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument());
    expect(screen.getByLabelText('Role of Grace Hopper')).toHaveValue('viewer');
    expect(sent).toEqual([{ role: 'viewer' }]);
  });

  it('say why a role was not changed', async () => {
    takes('PATCH /api/members/person_2', () => refused(409, 'owner'));
    await openLive('/settings/members');
    const row = await rowOf('person_2');
    await user.selectOptions(row.getByLabelText('Role of Grace Hopper'), 'viewer');
    await user.click(row.getByRole('button', { name: 'Save' }));
    expect(await row.findByRole('alert')).toHaveTextContent(/not changed.*owner/);
  });

  it('become the owner after asking, and the one before is an administrator then', async () => {
    takes('PATCH /api/members/person_2', () => ok({ ...grace, role: 'owner' }));
    await openLive('/settings/members');
    const row = await rowOf('person_2');
    await user.selectOptions(row.getByLabelText('Role of Grace Hopper'), 'owner');
    await user.click(row.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('Make Grace Hopper the owner?');
    expect(sent).toEqual([]);
    server.me = { ...server.me, role: 'admin' };
    server.on('GET /api/members', () =>
      paged([
        { ...ada, role: 'admin' },
        { ...grace, role: 'owner' },
      ]),
    );
    await user.click(screen.getByTestId('confirm-act'));
    await waitFor(async () =>
      expect((await rowOf('person_2')).queryByRole('combobox')).not.toBeInTheDocument(),
    );
    expect(sent).toEqual([{ role: 'owner' }]);
    expect((await rowOf('person_1')).getByRole('button', { name: 'Leave' })).toBeInTheDocument();
  });

  it('are removed after asking', async () => {
    takes('DELETE /api/members/person_2');
    await openLive('/settings/members');
    await user.click(await screen.findByRole('button', { name: 'Remove Grace Hopper' }));
    await screen.findByRole('alertdialog');
    expect(sent).toEqual([]);
    server.on('GET /api/members', () => paged([ada]));
    await user.click(screen.getByTestId('confirm-act'));
    await waitFor(() => expect(screen.queryByTestId('member-person_2')).not.toBeInTheDocument());
  });

  it('may leave, whatever their role, and stand at the door then', async () => {
    server.me = { ...server.me, role: 'viewer', person: { ...server.me.person, id: 'person_2' } };
    takes('DELETE /api/members/person_2', () => {
      server.on('GET /api/auth/me', () => refused(401, 'unauthenticated'));
      return new Response(null, { status: 204 });
    });
    await openLive('/settings/members');
    await user.click(await screen.findByRole('button', { name: 'Leave' }));
    await user.click(await screen.findByTestId('confirm-act'));
    expect(await screen.findByTestId('sign-in-page')).toBeInTheDocument();
  });

  it('come into the list by themselves, and out of the invitations', async () => {
    server.on('GET /api/members', () => paged([ada]));
    await openLive('/settings/members');
    await screen.findByTestId('invitation-inv_1');
    server.on('GET /api/members', () => paged([ada, grace]));
    server.on('GET /api/invitations', () => ok([]));
    act(() => server.tell('member.joined', { person_id: 'person_2', role: 'member' }));
    expect(await screen.findByTestId('member-person_2')).toBeInTheDocument();
    expect(await screen.findByText('Nobody is invited at the moment.')).toBeInTheDocument();
  });

  it('whose role is changed may at once what it allows', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/agents');
    await screen.findByTestId('read-only-REGISTER_AGENT');
    server.me = { ...server.me, role: 'member' };
    act(() => server.tell('member.role_changed', { person_id: 'person_1', role: 'member' }));
    expect(await screen.findByTestId('new-agent')).toBeInTheDocument();
    expect(screen.queryByTestId('read-only-REGISTER_AGENT')).not.toBeInTheDocument();
  });

  it('are only to be looked at for a member', async () => {
    server.me = { ...server.me, role: 'member', person: { ...server.me.person, id: 'person_2' } };
    await openLive('/settings/members');
    expect(await screen.findByTestId('read-only-MANAGE_MEMBERS')).toHaveTextContent('owner, admin');
    const row = await rowOf('person_1');
    expect(row.queryByRole('combobox')).not.toBeInTheDocument();
    expect(row.queryByRole('button')).not.toBeInTheDocument();
    expect(server.requests).not.toContain('GET /api/invitations');
  });

  it('can be asked for again when they did not come', async () => {
    server.on('GET /api/members', () => refused(500, 'internal'));
    await openLive('/settings/members');
    expect(await screen.findByText('The members could not be loaded.')).toBeInTheDocument();
    server.on('GET /api/members', () => paged([ada]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('member-person_1')).toBeInTheDocument();
  });
});

describe('an invitation', () => {
  const invite = async () => {
    await user.click(await screen.findByTestId('invite'));
    await user.type(screen.getByLabelText('Email'), 'joan@example.org');
    await user.selectOptions(screen.getByLabelText('Role'), 'viewer');
    await user.click(screen.getByTestId('create-invitation'));
  };

  it('is a link that is shown once, with its token where no server sees it', async () => {
    server.on('GET /api/invitations', () => ok([]));
    takes('POST /api/invitations', () => ok({ invitation, token: 'the-token' }));
    await openLive('/settings/members');
    expect(await screen.findByText('Nobody is invited at the moment.')).toBeInTheDocument();
    server.on('GET /api/invitations', () => ok([invitation]));
    await invite();
    expect(await screen.findByTestId('invitation-link')).toHaveTextContent(
      'http://board.test/join#the-token',
    );
    expect(await screen.findByTestId('invitation-inv_1')).toHaveTextContent('as viewer');
    expect(sent).toEqual([{ email: 'joan@example.org', role: 'viewer' }]);
    await user.click(screen.getByRole('button', { name: 'I have passed it on' }));
    expect(document.body.textContent).not.toContain('the-token');
  });

  it('is refused at the field that is wrong', async () => {
    takes('POST /api/invitations', () =>
      refused(422, 'invalid', {}, [{ field: 'email', message: 'is a member already' }]),
    );
    await openLive('/settings/members');
    await invite();
    await waitFor(() =>
      expect(screen.getByLabelText('Email')).toHaveAccessibleDescription('is a member already'),
    );
  });

  it('is revoked after asking', async () => {
    takes('DELETE /api/invitations/inv_1');
    await openLive('/settings/members');
    await user.click(
      await screen.findByRole('button', { name: 'Revoke the invitation of joan@example.org' }),
    );
    await screen.findByRole('alertdialog');
    expect(sent).toEqual([]);
    server.on('GET /api/invitations', () => ok([]));
    await user.click(screen.getByTestId('confirm-act'));
    expect(await screen.findByText('Nobody is invited at the moment.')).toBeInTheDocument();
  });
});

describe('the audit log', () => {
  const entry = (id: string, fields: object = {}) => ({
    ...{ id, at, last_at: at, times: 1, action: 'auth.login', outcome: 'done', code: null, key_id: null },
    actor: { type: 'person', id: 'person_1', name: 'Ada Lovelace' },
    ...{ address: '192.0.2.17', user_agent: 'curl/8.0', target: { type: 'person', id: 'person_1' } },
    ...{ details: {}, ...fields },
  });
  const first = 'GET /api/audit?limit=50';

  it('comes in pages', async () => {
    server.on(first, () => paged([entry('audit_1')], 'two'));
    server.on(`${first}&cursor=two`, () =>
      paged([
        entry('audit_2', {
          ...{ action: 'access', outcome: 'refused', code: 'scope', times: 17 },
          actor: { type: 'nobody', id: null, name: null },
          details: { sent: true },
        }),
      ]),
    );
    await openLive('/settings/audit');
    expect(await screen.findByTestId('audit-audit_1')).toHaveTextContent('Doneauth.loginAda Lovelace');
    await user.click(screen.getByTestId('audit-more'));
    const second = await screen.findByTestId('audit-audit_2');
    expect(second).toHaveTextContent('Refusedaccessscope17 timesnobody known');
    expect(second).toHaveTextContent('Details{"sent":true}');
    expect(screen.getByTestId('audit-audit_1')).toBeInTheDocument();
    expect(screen.queryByTestId('audit-more')).not.toBeInTheDocument();
  });

  it('is filtered when it is asked for, from its newest page on', async () => {
    server.on(first, () => paged([entry('audit_1')], 'two'));
    server.on('GET /api/audit?outcome=refused&action=access&limit=50', () => paged([]));
    await openLive('/settings/audit');
    await screen.findByTestId('audit-audit_1');
    await user.selectOptions(screen.getByLabelText('Outcome'), 'Refused');
    await user.type(screen.getByLabelText('Action'), 'access');
    expect(screen.getByTestId('audit-audit_1')).toBeInTheDocument();
    await user.click(screen.getByTestId('audit-filter'));
    expect(await screen.findByText('Nothing fits the filter.')).toBeInTheDocument();
    expect(screen.queryByTestId('audit-audit_1')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await screen.findByTestId('audit-audit_1')).toBeInTheDocument();
  });

  it('says at the field what cannot be filtered by', async () => {
    server.on(first, () => paged([]));
    server.on('GET /api/audit?address=home&limit=50', () =>
      refused(422, 'invalid', {}, [{ field: 'address', message: 'must be a network address' }]),
    );
    await openLive('/settings/audit');
    expect(await screen.findByText('Nothing is written here yet.')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Network address'), 'home{Enter}');
    await waitFor(() =>
      expect(screen.getByLabelText('Network address')).toHaveAccessibleDescription(
        'must be a network address',
      ),
    );
  });

  it('is for administrators', async () => {
    server.me = { ...server.me, role: 'member' };
    await openLive('/settings/audit');
    expect(await screen.findByTestId('read-only-READ_AUDIT')).toHaveTextContent('not read the audit log');
    expect(server.requests).not.toContain(first);
  });
});

describe('the workspace', () => {
  const main = { id: 'ws_1', slug: 'acme', name: 'Acme', role: 'owner', active: true, created_at: at };
  const night = { ...main, id: 'ws_2', slug: 'night', name: 'Night shift', role: 'viewer', active: false };

  /** What the server says once the other workspace is chosen. */
  const elsewhere = () => {
    const { id, slug, name } = night;
    server.me = { ...server.me, workspace: { id, slug, name }, role: 'viewer' };
    server.epoch = 'epoch-night';
    return new Response(null, { status: 204 });
  };

  it('is changed by a menu, and everything of the other is left behind', async () => {
    server.on('GET /api/workspaces', () => ok([main, night]));
    takes('PUT /api/auth/workspace', elsewhere);
    await openLive('/agents');
    expect(server.requests).not.toContain('GET /api/workspaces');
    await user.click(screen.getByTestId('workspace'));
    expect(await screen.findByTestId('workspace-acme')).toHaveAttribute('aria-checked', 'true');
    await user.click(screen.getByTestId('workspace-night'));
    await waitFor(() => expect(screen.getByTestId('workspace')).toHaveTextContent('Night shift'));
    expect(sent).toEqual([{ workspace: 'night' }]);
    expect(window.location.pathname).toBe('/');
    // What was told before is of no use any more, and its line is closed.
    await waitFor(() => expect(server.socket.heard).toContainEqual({ type: 'resume' }));
    const open = server.sockets.filter((socket) => socket.readyState === WebSocket.OPEN);
    expect(open).toEqual([server.socket]);
  });

  it('is named by every call and by the socket, since another tab may be in another', async () => {
    let named: string | null = null;
    server.on('GET /api/workspaces', ({ init }) => {
      named = new Headers(init.headers).get('Opsflow-Workspace');
      return ok([main, night]);
    });
    await openLive();
    await user.click(screen.getByTestId('workspace'));
    expect(await screen.findByTestId('workspace-night')).toBeInTheDocument();
    expect(named).toBe('acme');
    expect(server.socket.url).toMatch(/\/ws\/board\?workspace=acme$/);
  });

  it('is entered anew when another tab has signed in as somebody else', async () => {
    await openLive();
    const before = server.sockets.length;
    server.me = { ...server.me, person: { id: 'person_2', name: 'Grace', email: 'grace@example.org' } };
    server.tell('member.role_changed', { person_id: 'person_1', role: 'viewer' });
    await waitFor(() => expect(server.sockets.length).toBeGreaterThan(before));
    await waitFor(() => expect(server.socket.heard).toContainEqual({ type: 'resume' }));
  });

  it('is left when it is ours no more', async () => {
    await openLive();
    const before = server.sockets.length;
    server.on('GET /api/auth/me', ({ init }) =>
      new Headers(init.headers).has('Opsflow-Workspace')
        ? refused(404, 'not_found', {}, [{ field: 'workspace', message: 'is not yours' }])
        : ok({
            ...server.me,
            workspace: { id: 'ws_2', slug: 'night', name: 'Night shift' },
            permissions: [],
          }),
    );
    server.tell('member.removed', { person_id: 'person_1', role: 'viewer' });
    await waitFor(() => expect(server.sockets.length).toBeGreaterThan(before));
    expect(server.socket.url).toContain('workspace=night');
  });

  it('is kept while a server that starts does not know its addresses yet', async () => {
    await openLive();
    const before = server.sockets.length;
    server.on('GET /api/auth/me', () => new Response('Not Found', { status: 404 }));
    server.requests.length = 0;
    server.tell('member.role_changed', { person_id: 'person_1', role: 'viewer' });
    await waitFor(() => expect(server.requests).toContain('GET /api/auth/me'));
    expect(screen.getByTestId('workspace')).toHaveTextContent('Acme');
    expect(server.sockets.length).toBe(before);
  });

  it('says why it was not changed', async () => {
    server.on('GET /api/workspaces', () => ok([main, night]));
    takes('PUT /api/auth/workspace', () => refused(403, 'forbidden'));
    await openLive();
    await user.click(screen.getByTestId('workspace'));
    await user.click(await screen.findByTestId('workspace-night'));
    expect(await screen.findByText('It was not changed.')).toBeInTheDocument();
    expect(screen.getByTestId('workspace')).toHaveTextContent('Acme');
  });

  it('gets another name, everywhere', async () => {
    takes('PATCH /api/workspaces/acme', () => ok({ ...main, name: 'Acme & sons' }));
    await openLive('/settings/workspace');
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Acme & sons');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(screen.getByTestId('workspace')).toHaveTextContent('Acme & sons');
    expect(sent).toEqual([{ name: 'Acme & sons' }]);
  });

  it('that somebody makes is entered at once', async () => {
    takes('POST /api/workspaces', () => ok({ ...night, role: 'owner' }));
    takes('PUT /api/auth/workspace', elsewhere);
    await openLive('/settings/workspace');
    await user.type(await screen.findByLabelText('Its name'), 'Night shift');
    await user.click(screen.getByTestId('create-workspace'));
    await waitFor(() => expect(screen.getByTestId('workspace')).toHaveTextContent('Night shift'));
    expect(sent).toEqual([{ name: 'Night shift' }, { workspace: 'night' }]);
  });

  it('that somebody else renames has its new name here', async () => {
    await openLive();
    server.me = { ...server.me, workspace: { ...server.me.workspace, name: 'Acme & sons' } };
    act(() => server.tell('workspace.renamed', { id: 'ws_1', slug: 'acme', name: 'Acme & sons' }));
    await waitFor(() => expect(screen.getByTestId('workspace')).toHaveTextContent('Acme & sons'));
  });

  it('cannot be renamed by a viewer, who may make another', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/settings/workspace');
    expect(await screen.findByTestId('read-only-RENAME_WORKSPACE')).toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toHaveAttribute('readonly');
    expect(screen.getByTestId('create-workspace')).toBeEnabled();
  });
});
