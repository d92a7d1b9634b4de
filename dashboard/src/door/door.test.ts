import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endSession, openSession } from '@/features/identity/session';
import { FakeServer, refused } from '@/test/fake-server';
import { open, openLive } from '@/test/page';

const user = userEvent.setup();
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

describe('the door', () => {
  it('opens by itself once the server answers', async () => {
    const me = server.answers.get('GET /api/auth/me')!;
    server.on('GET /api/auth/me', () => Promise.reject(new TypeError('Failed to fetch')));
    await open();
    expect(await screen.findByTestId('unreachable')).toBeInTheDocument();
    server.on('GET /api/auth/me', me);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('connection')).toBeInTheDocument();
  });

  it('closes behind a sign-in that has ended, and leads back', async () => {
    await openLive('/agents');
    act(() => endSession(true));
    expect(await screen.findByTestId('sign-in-page')).toHaveTextContent('Your sign-in has ended');
    expect(screen.queryByTestId('agents-page')).not.toBeInTheDocument();
    expect(window.location.pathname + window.location.search).toBe('/sign-in?next=%2Fagents');
    await act(() => openSession());
    expect(await screen.findByTestId('agents-page')).toBeInTheDocument();
    expect(window.location.pathname).toBe('/agents');
  });

  it('stays closed for who goes back in the history', async () => {
    server = new FakeServer({ signedIn: false });
    await open('/agents');
    await screen.findByTestId('sign-in-page');
    window.history.pushState(null, '', '/runs/run_1');
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(window.location.search).toBe('?next=%2Fruns%2Frun_1');
    expect(screen.getByTestId('sign-in-page')).toBeInTheDocument();
  });

  it('says so when what is behind it cannot be loaded', async () => {
    vi.doMock('@/app/floor', () => {
      throw new Error('Failed to fetch dynamically imported module');
    });
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await open();
    await waitFor(() => expect(screen.getByTestId('broken')).toHaveTextContent('could not be loaded'));
    vi.doUnmock('@/app/floor');
  });

  it('shows and hides the password', async () => {
    server = new FakeServer({ signedIn: false });
    await open();
    const password = await screen.findByLabelText('Password');
    await user.click(screen.getByRole('button', { name: 'Show password' }));
    await waitFor(() => expect(password).toHaveAttribute('type', 'text'));
    await user.click(screen.getByRole('button', { name: 'Hide password' }));
    await waitFor(() => expect(password).toHaveAttribute('type', 'password'));
  });
});

describe('an invitation', () => {
  const accept = async (name: string, password: string) => {
    await user.type(await screen.findByLabelText('Name'), name);
    await user.type(screen.getByLabelText('Password'), password);
    await user.click(screen.getByRole('button', { name: 'Accept the invitation' }));
  };
  const answers = (answer: () => Response) => {
    const sent: unknown[] = [];
    server.on('POST /api/invitations/accept', ({ init }) => {
      sent.push(JSON.parse(String(init.body)));
      return answer();
    });
    return sent;
  };

  it('makes who is new a member, and leads to the board', async () => {
    const me = server.answers.get('GET /api/auth/me')!;
    server.on('GET /api/auth/me', () => refused(401, 'unauthenticated'));
    const sent = answers(() => {
      server.on('GET /api/auth/me', me);
      return new Response(null, { status: 204 });
    });
    await open('/join#the-token');
    await accept('Ada Lovelace', 'a long password');
    expect(await screen.findByTestId('connection')).toBeInTheDocument();
    expect(sent).toEqual([{ token: 'the-token', name: 'Ada Lovelace', password: 'a long password' }]);
    expect(window.location.pathname + window.location.hash).toBe('/');
  });

  it('tells who is signed in already as whom', async () => {
    await open('/join#the-token');
    expect(await screen.findByTestId('join-page')).toHaveTextContent('You are signed in as ada@example.org');
    expect(screen.getByLabelText('Name')).toHaveValue('Ada Lovelace');
    expect(screen.getByRole('link', { name: 'Go to the board' })).toHaveAttribute('href', '/');
  });

  it.each([
    [refused(401, 'invitation_gone'), /was used or revoked, or is older/],
    [refused(401, 'invalid_credentials'), /this is not its password/],
    [refused(429, 'too_many_requests', { 'Retry-After': '20' }), /Try again in (20|19) seconds/],
    [refused(500, 'internal'), /It was not accepted \(internal\)/],
  ])('that is refused says what to do', async (answer, words) => {
    answers(() => answer);
    await open('/join#the-token');
    await user.clear(await screen.findByLabelText('Name'));
    await accept('Ada', 'a long password');
    await waitFor(() => expect(screen.getByTestId('join-error')).toHaveTextContent(words));
    expect(window.location.hash).toBe('#the-token');
  });

  it('says at the field what is wrong', async () => {
    answers(() => refused(422, 'invalid', {}, [{ field: 'password', message: 'is too short' }]));
    await open('/join#the-token');
    await user.clear(await screen.findByLabelText('Name'));
    await accept('Ada', 'short');
    await waitFor(() =>
      expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('is too short'),
    );
  });

  it('whose link was cut off says so', async () => {
    await open('/join');
    expect(await screen.findByTestId('join-page')).toHaveTextContent('This link is not complete');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
