// Says which commit the whole run is about.
import { git, gitOrNull, headOf, finish, fail, progress, repositoryArgument } from './lib.mjs';
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';

const repository = repositoryArgument();
if (gitOrNull(repository, 'rev-parse', '--git-dir') === null) {
  fail(`${repository} is not a Git repository (or this agent may not read it)`);
}
progress(30, 'Looking for HEAD');
const commit = headOf(repository);
const branch = gitOrNull(repository, 'symbolic-ref', '--quiet', '--short', 'HEAD');
const result = {
  name: basename(realpathSync(repository)).replace(/\.git$/, ''),
  commit,
  branch: branch === null ? null : branch.trim(),
  subject: commit === null ? null : git(repository, 'log', '-1', '--format=%s', commit).trim(),
  committed_at: commit === null ? null : git(repository, 'log', '-1', '--format=%cI', commit).trim(),
  tags: git(repository, 'tag', '--list').split('\n').filter(Boolean).length,
  shallow: git(repository, 'rev-parse', '--is-shallow-repository').trim() === 'true',
};
console.log(commit === null ? 'no commits yet' : `${result.branch ?? 'detached'} at ${commit}: ${result.subject}`);
progress(100, 'Commit fixed');
finish(result);
