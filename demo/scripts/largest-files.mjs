// What weighs most.
import { commitOfRun, descending, filesOf, finish, progress, repositoryArgument } from './lib.mjs';

const TOP = 15;
const LARGE = 1024 * 1024;
const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(20, 'Listing files');
const files = filesOf(repository, commit).sort(descending((file) => file.bytes, (file) => file.path));
const result = {
  files: files.length,
  over_1_mib: files.filter((file) => file.bytes > LARGE).length,
  largest: files.slice(0, TOP).map(({ path, bytes }) => ({ path, bytes })),
};
for (const file of result.largest) {
  console.log(`${String(file.bytes).padStart(12)}  ${file.path}`);
}
progress(100, `${result.over_1_mib} files over 1 MiB`);
finish(result);
