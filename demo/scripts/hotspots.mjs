// Where the work goes on: the files that most commits touched. Merges bring no change of their own.
import { git, commitOfRun, descending, filesOf, finish, progress, records, repositoryArgument } from './lib.mjs';

const TOP = 15;
const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(10, 'Reading what each commit changed');
const touched =
  commit === null
    ? []
    : records(git(repository, 'log', '--no-merges', '--no-renames', '--root', '--name-only', '-z', '--format=', commit));
const existing = new Set(filesOf(repository, commit).map((file) => file.path));
const changes = new Map();
for (const path of touched.map((path) => path.replace(/^\n+/, '')).filter(Boolean)) {
  changes.set(path, (changes.get(path) ?? 0) + 1);
}
const ranked = [...changes]
  .filter(([path]) => existing.has(path))
  .map(([path, commits]) => ({ path, commits }))
  .sort(descending((file) => file.commits, (file) => file.path));
const result = { paths_ever: changes.size, hotspots: ranked.slice(0, TOP) };
for (const file of result.hotspots) {
  console.log(`${String(file.commits).padStart(7)}  ${file.path}`);
}
progress(100, `${result.paths_ever} paths in the whole history`);
finish(result);
