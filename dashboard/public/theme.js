// Runs before the first paint so that no other theme flashes; a file of its own so that no inline script is needed.
(() => {
  let theme = 'system';
  try {
    theme = localStorage.getItem('opsflow.theme') ?? 'system';
  } catch {
    // Storage may be forbidden.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
