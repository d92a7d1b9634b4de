// How the history grew: commits, merges, days of work, commits by month and weekday.
import { git, commitOfRun, finish, progress, repositoryArgument } from './lib.mjs';

const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(10, 'Reading the history');
// UTC, so that the day of a commit does not depend on where this runs.
const lines = commit === null ? [] : git(repository, 'log', '--format=%at %P', commit).split('\n').filter(Boolean);
const commits = lines.map((line) => {
  const [at, ...parents] = line.trim().split(' ');
  return { at: new Date(Number(at) * 1000).toISOString(), parents: parents.length };
});
progress(60, `${commits.length} commits`);
const count = (key) => {
  const counts = {};
  for (const each of commits) {
    counts[key(each)] = (counts[key(each)] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
};
const days = Object.keys(count((each) => each.at.slice(0, 10)));
const months = Object.entries(count((each) => each.at.slice(0, 7)));
const result = {
  commits: commits.length,
  merges: commits.filter((each) => each.parents > 1).length,
  roots: commits.filter((each) => each.parents === 0).length,
  first_day: days[0] ?? null,
  last_day: days[days.length - 1] ?? null,
  active_days: days.length,
  // The last two years are enough for a chart, and fit into a step's result.
  by_month: Object.fromEntries(months.slice(-24)),
};
for (const [month, number] of Object.entries(result.by_month)) {
  console.log(`${month} ${String(number).padStart(6)} ${'#'.repeat(Math.min(60, number))}`);
}
console.log(`${result.commits} commits, ${result.merges} merges, ${result.active_days} active days`);
progress(100, `${result.commits} commits`);
finish(result);
