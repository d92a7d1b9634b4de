import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { options } from 'preact';
import { afterEach, vi } from 'vitest';
import { closePage } from './page';

// Pages load when they are first needed, and a busy machine takes its time over it.
configure({ asyncUtilTimeout: 30_000 });

// Preact's own timer runs on after the last test, and then asks for a cancelAnimationFrame that went with the page.
options.requestAnimationFrame = (flush) => setTimeout(flush);

// What jsdom lacks of a browser.
class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = NoResizeObserver;
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};
Blob.prototype.text ??= function (this: Blob) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.readAsText(this);
  });
};
globalThis.CSS ??= {} as typeof CSS;
CSS.escape ??= (text: string) => text.replace(/[^\w-]/g, '\\$&');
window.matchMedia = (query: string) =>
  ({
    // A wide screen, light, that does not mind motion.
    matches: query.includes('min-width'),
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;

afterEach(() => {
  closePage();
  cleanup();
  vi.useRealTimers();
  localStorage.clear();
  window.history.replaceState(null, '', '/');
});
