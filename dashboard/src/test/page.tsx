import { act, render, screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { App } from '@/app/App';
import { openSession } from '@/features/identity/session';

/** Opens the page as somebody would who types the address. */
export async function open(path = '/'): Promise<void> {
  window.history.replaceState(null, '', path);
  await act(() => openSession());
  render(<App />);
}

/** As {@link open}, until the page is signed in and live. */
export async function openLive(path = '/'): Promise<void> {
  await open(path);
  await screen.findByTestId('connection');
  await waitFor(() => expect(screen.getByTestId('connection')).toHaveAttribute('data-status', 'live'));
}
