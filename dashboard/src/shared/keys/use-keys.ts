import { useEffect, useRef } from 'react';

export type KeyHandlers = Record<string, (event: KeyboardEvent) => void>;

/** Two keys typed within this time are one shortcut, as in `g a`. */
const CHORD = 1000;

/**
 * Shortcuts of a page, by `KeyboardEvent.key`, or two of them with a space between. Silent while somebody types, while
 * a dialog or menu is open, and with Ctrl, Alt or Meta: those belong to the browser.
 */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return;
      const chord = event.timeStamp - firstAt < CHORD ? `${first} ${event.key}` : '';
      first = event.key;
      firstAt = event.timeStamp;
      const handler = latest.current[chord] ?? latest.current[event.key];
      if (handler === undefined) return;
      event.preventDefault();
      handler(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    event.key !== 'Escape'
  );
}
