import { useEffect, useState } from 'react';

/** The value as it is now, but at most one other each `pause` milliseconds. */
export function useCalm<T>(value: T, pause: number): T {
  const [calm, setCalm] = useState({ value, at: 0 });
  const wait = calm.value === value ? null : Math.max(0, calm.at + pause - Date.now());
  useEffect(() => {
    if (wait === null) return;
    const timer = setTimeout(() => setCalm({ value, at: Date.now() }), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return calm.value;
}
