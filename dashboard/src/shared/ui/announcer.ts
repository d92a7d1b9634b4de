import { createStore, useStore } from 'zustand';

const said = createStore<{ text: string }>(() => ({ text: '' }));

/** Told politely to who cannot see it happen: another page, something copied, something saved. */
export function announce(text: string): void {
  said.setState({ text });
}

export function useAnnouncement(): string {
  return useStore(said, (state) => state.text);
}
