import { act, screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { openSession } from '@/features/identity/session';
import { openPage } from '@/page';

let close: (() => void) | null = null;

/** Opens the page as somebody would who types the address. */
export async function open(path = '/'): Promise<void> {
  window.history.replaceState(null, '', path);
  const root = document.createElement('div');
  document.body.append(root);
  await act(async () => {
    close = openPage(root);
    await openSession();
  });
}

/** As {@link open}, until the page is signed in and live. */
export async function openLive(path = '/'): Promise<void> {
  await open(path);
  await screen.findByTestId('connection');
  await waitFor(() => expect(screen.getByTestId('connection')).toHaveAttribute('data-status', 'live'));
}

export function closePage(): void {
  act(() => close?.());
  close = null;
  document.body.replaceChildren();
}
