// What it stands on: dependencies declared in pom.xml and package.json files.
import { git, commitOfRun, filesOf, finish, progress, repositoryArgument } from './lib.mjs';

const TOP = 150;
const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(10, 'Looking for manifests');
const files = filesOf(repository, commit);
const named = (name) => files.filter((file) => file.path === name || file.path.endsWith(`/${name}`));
const poms = named('pom.xml');
const packages = named('package.json');
const maven = new Set();
const npm = new Set();
let done = 0;
const next = (path) => progress(10 + Math.floor((90 * done++) / (poms.length + packages.length)), path);

for (const { path, blob } of poms) {
  next(path);
  const text = git(repository, 'cat-file', 'blob', blob).replace(/<!--[^]*?-->/g, '');
  for (const [, body] of text.matchAll(/<dependency>([^]*?)<\/dependency>/g)) {
    // Exclusions name what is not depended on.
    const own = body.replace(/<exclusions>[^]*?<\/exclusions>/g, '');
    const group = /<groupId>\s*([^<\s]+)\s*<\/groupId>/.exec(own);
    const artifact = /<artifactId>\s*([^<\s]+)\s*<\/artifactId>/.exec(own);
    if (group && artifact) {
      maven.add(`${group[1]}:${artifact[1]}`);
    }
  }
}
for (const { path, blob } of packages) {
  next(path);
  let manifest;
  try {
    manifest = JSON.parse(git(repository, 'cat-file', 'blob', blob));
  } catch {
    console.log(`${path} is not JSON: passed over`);
    continue;
  }
  for (const kind of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    Object.keys(manifest?.[kind] ?? {}).forEach((name) => npm.add(name));
  }
}
const result = {
  manifests: poms.length + packages.length,
  maven: maven.size,
  npm: npm.size,
  maven_names: [...maven].sort().slice(0, TOP),
  npm_names: [...npm].sort().slice(0, TOP),
};
[...result.maven_names, ...result.npm_names].forEach((name) => console.log(name));
console.log(`${result.maven} Maven and ${result.npm} npm dependencies in ${result.manifests} manifests`);
progress(100, `${result.maven + result.npm} dependencies`);
finish(result);
