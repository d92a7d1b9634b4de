// What the health check's scripts share: asking git, saying how far they are, writing their result.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MOST_OUTPUT = 1 << 30;

/** Git's output. Nothing of the caller's configuration may change a number. */
export function git(repository, ...args) {
  const result = run(repository, args);
  if (result.status !== 0) {
    fail(`git ${args[0]} failed: ${result.stderr.toString().trim()}`);
  }
  return result.stdout.toString();
}

/** The same for commands that say "found nothing" with exit code 1. */
export function gitSearch(repository, ...args) {
  const result = run(repository, args);
  if (result.status > 1) {
    fail(`git ${args[0]} failed: ${result.stderr.toString().trim()}`);
  }
  return result.stdout.toString();
}

/** Git's output, or null when it says no. */
export function gitOrNull(repository, ...args) {
  const result = run(repository, args);
  return result.status === 0 ? result.stdout.toString() : null;
}

function run(repository, args) {
  const result = spawnSync('git', ['-c', 'safe.directory=*', '-c', 'core.quotePath=false', '-C', repository, ...args], {
    maxBuffer: MOST_OUTPUT,
    env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
  });
  if (result.error) {
    fail(`git cannot be run: ${result.error.message}`);
  }
  return result;
}

/** The repository, from the command line. */
export function repositoryArgument() {
  const repository = process.argv[2];
  if (!repository) {
    fail('give the path of a Git repository');
  }
  return repository;
}

/** The commit that the snapshot step fixed; null for a repository without commits. */
export function commitOfRun(repository) {
  const directory = process.env.OPSFLOW_INPUTS;
  if (directory) {
    return JSON.parse(readFileSync(join(directory, 'snapshot.json'), 'utf8')).commit;
  }
  return headOf(repository);
}

export function headOf(repository) {
  const head = gitOrNull(repository, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  return head === null ? null : head.trim();
}

/** The plain files of a commit: path, size in bytes. Links and submodules are no files. */
export function filesOf(repository, commit) {
  if (commit === null) {
    return [];
  }
  return records(git(repository, 'ls-tree', '-r', '-l', '-z', commit))
    .map((line) => /^(\d+) (\w+) ([0-9a-f]+) +(\S+)\t([^]*)$/.exec(line))
    .filter((match) => match[1].startsWith('100'))
    .map((match) => ({ path: match[5], bytes: Number(match[4]), blob: match[3] }));
}

/** NUL-separated records. */
export function records(text) {
  return text.split('\0').filter((record) => record !== '');
}

/** Matching lines per text file, by git grep. */
export function countLines(repository, commit, ...pattern) {
  if (commit === null) {
    return new Map();
  }
  const found = gitSearch(repository, 'grep', '-I', '-c', '-z', '--no-color', '--full-name', ...pattern, commit);
  const counts = new Map();
  // <commit>:<path> NUL <count> NL
  for (const match of found.matchAll(/([^\0]+)\0(\d+)\n/g)) {
    counts.set(match[1].slice(commit.length + 1), Number(match[2]));
  }
  return counts;
}

/** Largest first; equal ones by name, so that the order is the same everywhere. */
export function descending(number, name) {
  return (a, b) => number(b) - number(a) || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}

export function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

export function progress(percent, text) {
  console.log(`::progress ${percent} ${text}`);
}

/** The step's result: to the place the agent names, else to the terminal. */
export function finish(result) {
  const json = JSON.stringify(result, null, 2);
  if (process.env.OPSFLOW_OUTPUT) {
    writeFileSync(process.env.OPSFLOW_OUTPUT, json);
  } else {
    console.log(json);
  }
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
