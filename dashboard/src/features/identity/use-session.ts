import { useStore } from 'zustand';
import { type Session, session } from './session';

export function useSession(): Session {
  return useStore(session);
}
