import { useStore } from 'zustand';
import { preference, type Theme } from './theme';

export function useTheme(): Theme {
  return useStore(preference, (state) => state.theme);
}
