import { useSyncExternalStore } from 'react';

let isOver = false;
const listeners = new Set<() => void>();

/** Says whether the session of whoever works here is over, while what they typed is still on the page. */
export function setSessionOver(value: boolean): void {
  isOver = value;
  for (const listener of listeners) listener();
}

/** Whether the API has said that the session is over, and nobody has signed in again since. */
export function useSessionIsOver(): boolean {
  return useSyncExternalStore(subscribe, () => isOver);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
