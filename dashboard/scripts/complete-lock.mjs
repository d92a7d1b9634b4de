// Completes package-lock.json after `npm install` against a registry that lacks the optional packages of other
// platforms: npm then leaves them out of the lock file, and `npm ci` refuses it everywhere. Their versions stand in the
// package that asks for them and their platform in their names. Run it as `npm run lock`.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** `@scope/name-linux-x64-musl`: os linux, cpu x64, libc musl. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.some((word) => word === processor));
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
  };
}

let added = 0;
for (const entry of Object.values(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (packages[place]?.version !== undefined) continue;
    const platform = platformOf(name);
    if (!/^\d/.test(version) || Object.keys(platform).length === 0) {
      // One that is not for some platform is missing for another reason, which must not be papered over.
      console.warn(`${name}@${version} is not in the lock file and names no platform; left as it is.`);
      continue;
    }
    packages[place] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true };
    added += 1;
  }
}
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${added} optional packages of other platforms added to package-lock.json`);
