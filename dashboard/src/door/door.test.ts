import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endSession, openSession } from '@/features/identity/session';
import { FakeServer } from '@/test/fake-server';
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
