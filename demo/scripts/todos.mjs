// What was left for later: lines with TODO, FIXME, XXX or HACK, as whole words.
import { commitOfRun, countLines, descending, finish, progress, repositoryArgument, sum } from './lib.mjs';

const TOP = 15;
const WORDS = ['TODO', 'FIXME', 'XXX', 'HACK'];
const repository = repositoryArgument();
const commit = commitOfRun(repository);
const lines = {};
const byFile = new Map();
WORDS.forEach((word, index) => {
  progress(Math.floor((100 * index) / WORDS.length), `Looking for ${word}`);
  const counts = countLines(repository, commit, '-w', '-F', '-e', word);
  lines[word.toLowerCase()] = sum([...counts.values()]);
  counts.forEach((number, path) => byFile.set(path, (byFile.get(path) ?? 0) + number));
});
const result = {
  ...lines,
  total: sum(Object.values(lines)),
  files: byFile.size,
  top: [...byFile]
    .map(([path, number]) => ({ path, lines: number }))
    .sort(descending((file) => file.lines, (file) => file.path))
    .slice(0, TOP),
};
result.top.forEach((file) => console.log(`${String(file.lines).padStart(6)}  ${file.path}`));
console.log(`${result.total} lines in ${result.files} files`);
progress(100, `${result.total} open ends`);
finish(result);
