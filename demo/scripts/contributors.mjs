// Who wrote it: authors by e-mail address, their commits, and how much hangs on one person.
import { git, commitOfRun, descending, finish, progress, repositoryArgument } from './lib.mjs';

const TOP = 20;
const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(10, 'Reading authors');
const lines =
  commit === null ? [] : git(repository, 'log', '--format=%ae%x00%an', commit).split('\n').filter((line) => line !== '');
const authors = new Map();
for (const line of lines) {
  const [email, name] = line.split('\0');
  const key = email.toLowerCase();
  const author = authors.get(key) ?? { name, commits: 0, key };
  author.commits += 1;
  authors.set(key, author);
}
const ranked = [...authors.values()].sort(descending((author) => author.commits, (author) => author.key));
// The fewest people who wrote half of all commits.
let half = 0;
let busFactor = 0;
while (half * 2 < lines.length) {
  half += ranked[busFactor].commits;
  busFactor += 1;
}
const result = {
  contributors: ranked.length,
  commits: lines.length,
  bus_factor: busFactor,
  // Names only: addresses have no business in a report.
  top: ranked.slice(0, TOP).map(({ name, commits }) => ({ name, commits })),
};
for (const author of result.top) {
  console.log(`${String(author.commits).padStart(7)}  ${author.name}`);
}
console.log(`${result.contributors} contributors; ${result.bus_factor} of them wrote half of all commits`);
progress(100, `${result.contributors} contributors`);
finish(result);
