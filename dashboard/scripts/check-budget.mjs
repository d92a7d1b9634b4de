// Fails the build when a route loads more than it may. Sizes are gzip, of scripts and styles that the route needs
// before it shows anything; read from Vite's manifest.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const dist = new URL('../dist/', import.meta.url);
const manifestFile = new URL('.vite/manifest.json', dist);

const routes = [
  { name: 'sign-in', entries: ['index.html'], budget: 50 * KB },
  { name: 'board', entries: ['index.html', 'src/app/floor.tsx'], budget: 200 * KB },
  {
    name: 'run',
    entries: ['index.html', 'src/app/floor.tsx', 'src/features/workflow/RunPage.tsx'],
    budget: 220 * KB,
  },
];

if (!existsSync(manifestFile)) {
  console.error('No manifest in dist: run `vite build` first.');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

function filesOf(entries) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The manifest has no ${key}; has the entry been renamed?`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  entries.forEach(visit);
  return [...files];
}

const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
let over = false;
for (const { name, entries, budget } of routes) {
  const total = filesOf(entries).reduce((sum, file) => sum + size(file), 0);
  const verdict = total <= budget ? 'ok' : 'OVER BUDGET';
  over ||= total > budget;
  console.log(`${name.padEnd(8)} ${(total / KB).toFixed(1).padStart(6)} KB of ${budget / KB} KB  ${verdict}`);
}
if (over) process.exit(1);
// The manifest is for this check, not for the product.
rmSync(new URL('.vite/', dist), { recursive: true });
