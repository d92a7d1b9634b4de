import { createStore } from 'zustand/vanilla';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** The same key and the same rule stand in public/theme.js, which runs before the first paint. */
const KEY = 'opsflow.theme';

export const preference = createStore<{ theme: Theme }>(() => ({ theme: remembered() }));
const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)');

export function chooseTheme(theme: Theme): void {
  preference.setState({ theme });
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  paint();
}

/** Follows the system while it is the choice. */
export function followSystemTheme(): void {
  systemDark().addEventListener('change', paint);
  paint();
}

function paint(): void {
  const { theme } = preference.getState();
  const dark = theme === 'dark' || (theme === 'system' && systemDark().matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return themes.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}
