import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, ok, refused } from '@/test/fake-server';
import { openLive } from '@/test/page';
import { aKey } from '@/test/samples';
import { browserName } from './browser-name';

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

beforeEach(() => {
  sent = [];
  server = new FakeServer();
});

describe('the profile', () => {
  it('is opened by keys, and changes the name everywhere', async () => {
    takes('PATCH /api/auth/me', () =>
      ok({ ...server.me, person: { ...server.me.person, name: 'Ada King' } }),
    );
    await openLive();
    await user.keyboard('gs');
    const name = await screen.findByLabelText('Name');
    expect(window.location.pathname).toBe('/settings/profile');
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.clear(name);
    await user.type(name, 'Ada King');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(sent).toEqual([{ name: 'Ada King' }]);
    expect(screen.getByTestId('person-menu')).toHaveAccessibleName('Menu of Ada King');
  });

  const change = async (from: string, to: string) => {
    await user.type(await screen.findByLabelText('Present password'), from);
    await user.type(screen.getByLabelText('New password'), to);
    await user.click(screen.getByTestId('change-password'));
  };

  it('changes the password, and forgets what was typed', async () => {
    takes('POST /api/auth/password');
    await openLive('/settings/profile');
    await change('old password', 'a new password');
    expect(await screen.findByText(/All other sign-ins have ended/)).toBeInTheDocument();
    expect(sent).toEqual([{ current_password: 'old password', new_password: 'a new password' }]);
    expect(screen.getByLabelText('Present password')).toHaveValue('');
  });

  it('says at the field which password is not right, and keeps one signed in', async () => {
    takes('POST /api/auth/password', () => refused(401, 'invalid_credentials'));
    await openLive('/settings/profile');
    await change('wrong password', 'a new password');
    await waitFor(() =>
      expect(screen.getByLabelText('Present password')).toHaveAccessibleDescription(
        /not your present password/,
      ),
    );
    expect(screen.getByTestId('settings-page')).toBeInTheDocument();
  });

  it('leads to itself from an address that names no part', async () => {
    await openLive('/settings/nothing');
    expect(await screen.findByTestId('settings-profile')).toBeInTheDocument();
  });
});

describe('the sign-ins', () => {
  const at = '2026-11-21T10:00:00Z';
  const row = (id: string, current: boolean, user_agent: string) => ({
    ...{ id, current, user_agent, address: '10.0.0.7', created_at: at, last_used_at: at, expires_at: at },
  });
  const own = row('s1', true, 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0');
  const other = row('s2', false, 'curl/8.0');

  beforeEach(() => server.on('GET /api/auth/sessions', () => ok([own, other])));

  it('tell the browser that asks from others, which can be ended', async () => {
    takes('DELETE /api/auth/sessions/s2');
    await openLive('/settings/sessions');
    const mine = within(await screen.findByTestId('session-s1'));
    expect(mine.getByText('Firefox 143, Linux')).toBeInTheDocument();
    expect(mine.getByText('this browser')).toBeInTheDocument();
    expect(mine.queryByRole('button')).not.toBeInTheDocument();
    server.on('GET /api/auth/sessions', () => ok([own]));
    await user.click(screen.getByRole('button', { name: 'End the sign-in of curl/8.0' }));
    await waitFor(() => expect(screen.queryByTestId('session-s2')).not.toBeInTheDocument());
    expect(sent).toEqual(['DELETE /api/auth/sessions/s2']);
    expect(screen.queryByTestId('end-others')).not.toBeInTheDocument();
  });

  it('all end but this one, after asking', async () => {
    takes('DELETE /api/auth/sessions', () => ok({ ended: 1 }));
    await openLive('/settings/sessions');
    await user.click(await screen.findByTestId('end-others'));
    expect(sent).toEqual([]);
    await user.click(await screen.findByTestId('confirm-act'));
    await waitFor(() => expect(sent).toEqual(['DELETE /api/auth/sessions']));
  });
});

describe('the keys', () => {
  beforeEach(() => {
    server.on('GET /api/api-keys', () => ok([aKey({ last_used_at: '2026-11-21T09:00:00Z' })]));
    takes('POST /api/api-keys', () => ok({ key: aKey({ name: 'Build' }), api_key: 'owf_u-build_secret' }));
  });

  it('are listed with what they may be used for', async () => {
    server.on('GET /api/api-keys', () => ok([aKey({ expires_at: '2020-01-01T00:00:00Z' })]));
    await openLive('/settings/keys');
    const row = within(await screen.findByTestId('key-key_1'));
    expect(row.getByText('owf_u-first_abcd…')).toBeInTheDocument();
    expect(row.getByText('read-only')).toBeInTheDocument();
    expect(row.getByText('never used')).toBeInTheDocument();
    expect(row.getByText(/^ended /)).toBeInTheDocument();
  });

  it('are made for a purpose and a time, and shown once', async () => {
    await openLive('/settings/keys');
    await user.click(await screen.findByTestId('make-key'));
    await user.type(screen.getByLabelText('Name'), 'Build');
    await user.selectOptions(screen.getByLabelText('Works for'), '30 days');
    await user.click(screen.getByTestId('create-key'));
    expect(await screen.findByTestId('api-key')).toHaveTextContent('owf_u-build_secret');
    const [made] = sent as [{ expires_at: string }];
    expect(made).toMatchObject({ name: 'Build', scopes: ['read-only'] });
    expect((Date.parse(made.expires_at) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    await user.click(screen.getByRole('button', { name: 'I have kept it' }));
    expect(document.body.textContent).not.toContain('owf_u-build_secret');
  });

  it('can be for chosen things only, of those that one may oneself', async () => {
    server.me = { ...server.me, role: 'member' };
    await openLive('/settings/keys');
    await user.click(await screen.findByTestId('make-key'));
    await user.type(screen.getByLabelText('Name'), 'Build');
    await user.click(screen.getByRole('radio', { name: /What you choose/ }));
    expect(screen.getByTestId('create-key')).toBeDisabled();
    expect(screen.getByTestId('pairs')).not.toHaveTextContent('audit:read');
    await user.click(screen.getByRole('checkbox', { name: /start runs/ }));
    await user.selectOptions(screen.getByLabelText('Works for'), 'as long as it is not revoked');
    await user.click(screen.getByTestId('create-key'));
    await waitFor(() => expect(sent).toEqual([{ name: 'Build', scopes: ['run:create'] }]));
  });

  it('are revoked after asking', async () => {
    takes('DELETE /api/api-keys/key_1');
    await openLive('/settings/keys');
    await user.click(await screen.findByRole('button', { name: 'Revoke owf_u-first_abcd…' }));
    await screen.findByRole('alertdialog');
    expect(sent).toEqual([]);
    server.on('GET /api/api-keys', () => ok([]));
    await user.click(screen.getByTestId('confirm-act'));
    expect(await screen.findByText('You have no keys here.')).toBeInTheDocument();
  });

  it('are not for viewers, who are told why', async () => {
    server.me = { ...server.me, role: 'viewer' };
    await openLive('/settings/keys');
    expect(await screen.findByTestId('read-only-MANAGE_OWN_KEYS')).toHaveTextContent('not make keys');
    expect(server.requests).not.toContain('GET /api/api-keys');
  });
});

describe('the name of a browser', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';
  it.each([
    [`${chrome} Safari/537.36`, 'Chrome 140, Windows'],
    [`${chrome} Safari/537.36 Edg/140.0.0.0`, 'Edge 140, Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari 18, iOS',
    ],
    ['python-requests/2.32', 'python-requests/2.32'],
    ['', ''],
  ])('of %s is %s', (userAgent, name) => expect(browserName(userAgent)).toBe(name));
});
