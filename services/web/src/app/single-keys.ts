import { useEffect } from 'react';

const KEY = 'boligtrapp.single-keys';

/** Whether shortcuts of one key work in this browser; they can be switched off (WCAG 2.1.4). */
export function singleKeysWork(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

/** Switches shortcuts of one key on or off in this browser. */
export function keepSingleKeys(work: boolean): void {
  localStorage.setItem(KEY, work ? 'on' : 'off');
}

/** Calls back when somebody presses the key, but not while they type, and not with a modifier key. */
export function useSingleKey(key: string, onPress: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!singleKeysWork() || isTyping(event.target)) return;
      event.preventDefault();
      onPress();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [key, onPress]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
