// Puts the results of all steps together: report.md for people and report.html for the browser, in this directory.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, finish, progress } from './lib.mjs';

const directory = process.env.OPSFLOW_INPUTS;
if (!directory) {
  fail('OPSFLOW_INPUTS is not set: this script runs as the last step of the workflow');
}
const input = Object.fromEntries(
  readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(directory, name), 'utf8'))]),
);
const { snapshot, history, contributors, languages, dependencies, licence, todos, hygiene, hotspots } = input;
const largest = input['largest-files'];
progress(30, 'Judging');

/** The number and the words that go with one or with several. */
const some = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** What deserves attention, worst first. Each sentence names its number. */
const findings = [
  [hygiene.files_with_conflict_marks > 0, `${some(hygiene.files_with_conflict_marks, 'file holds', 'files hold')} conflict marks of an unresolved merge.`],
  [licence.licence === null && snapshot.commit !== null, 'There is no licence file at the root: nobody may use this.'],
  [licence.licence === 'unknown', `The licence in ${licence.file} is none of the usual ones.`],
  [!hygiene.readme && snapshot.commit !== null, 'There is no README.'],
  [!hygiene.ci && snapshot.commit !== null, 'No continuous integration is configured.'],
  [!hygiene.tests && snapshot.commit !== null, 'No tests were found.'],
  [hygiene.build_output_files > 0, `${some(hygiene.build_output_files, 'file of build output is', 'files of build output are')} committed.`],
  [largest.over_1_mib > 0, `${some(largest.over_1_mib, 'file is', 'files are')} larger than 1 MiB.`],
  [contributors.bus_factor === 1 && contributors.contributors > 1, 'One person wrote half of all commits.'],
  [todos.total > 0, `${some(todos.total, 'line is', 'lines are')} marked TODO, FIXME, XXX or HACK.`],
  [snapshot.shallow, 'This is a shallow clone: figures about the history cover only a part of it.'],
  [snapshot.commit === null, 'The repository has no commits yet.'],
]
  .filter(([applies]) => applies)
  .map(([, sentence]) => sentence);

const yes = (value) => (value ? 'yes' : 'no');
const sections = [
  {
    title: 'At a glance',
    head: ['What', 'Number'],
    rows: [
      ['Commits', history.commits],
      ['Merges', history.merges],
      ['Active days', history.active_days],
      ['First day', history.first_day ?? '–'],
      ['Last day', history.last_day ?? '–'],
      ['Tags', snapshot.tags],
      ['Contributors', contributors.contributors],
      ['People who wrote half of all commits', contributors.bus_factor],
      ['Files', languages.files],
      ['Lines', languages.lines],
      ['Bytes', languages.bytes],
      ['Files over 1 MiB', largest.over_1_mib],
      ['Paths in the whole history', hotspots.paths_ever],
      ['Manifests', dependencies.manifests],
      ['Maven dependencies', dependencies.maven],
      ['npm dependencies', dependencies.npm],
      ['Licence', licence.licence ?? 'none'],
      ['Files with an SPDX line', licence.files_with_spdx],
      ['Open ends', todos.total],
      ['Files with open ends', todos.files],
      ['Hygiene', `${hygiene.present} of ${hygiene.asked}`],
    ],
  },
  { title: 'Size by language', head: ['Language', 'Files', 'Lines', 'Bytes'], rows: languages.languages.map((l) => [l.language, l.files, l.lines, l.bytes]) },
  { title: 'Commits by month', head: ['Month', 'Commits'], rows: Object.entries(history.by_month) },
  { title: 'Contributors', head: ['Name', 'Commits'], rows: contributors.top.map((c) => [c.name, c.commits]) },
  { title: 'Files changed most', head: ['File', 'Commits'], rows: hotspots.hotspots.map((f) => [f.path, f.commits]) },
  { title: 'Largest files', head: ['File', 'Bytes'], rows: largest.largest.map((f) => [f.path, f.bytes]) },
  { title: 'Open ends', head: ['Word', 'Lines'], rows: ['todo', 'fixme', 'xxx', 'hack'].map((word) => [word.toUpperCase(), todos[word]]) },
  {
    title: 'Hygiene',
    head: ['What', 'There'],
    rows: [
      ['README', yes(hygiene.readme)],
      ['Licence', yes(hygiene.licence)],
      ['.gitignore', yes(hygiene.gitignore)],
      ['.editorconfig', yes(hygiene.editorconfig)],
      ['Contributor guide', yes(hygiene.contributing)],
      ['Security policy', yes(hygiene.security)],
      ['Continuous integration', yes(hygiene.ci)],
      ['Tests', yes(hygiene.tests)],
      ['Files of build output', hygiene.build_output_files],
      ['Archives', hygiene.archive_files],
      ['Files with conflict marks', hygiene.files_with_conflict_marks],
    ],
  },
  { title: 'Dependencies', head: ['Kind', 'Name'], rows: [...dependencies.maven_names.map((n) => ['Maven', n]), ...dependencies.npm_names.map((n) => ['npm', n])] },
].filter((section) => section.rows.length > 0);

progress(60, 'Writing');
const title = `Health of ${snapshot.name}`;
const about = snapshot.commit === null ? 'no commits' : `commit ${snapshot.commit} (${snapshot.branch ?? 'detached'}), ${snapshot.committed_at}`;
writeFileSync('report.md', markdown());
writeFileSync('report.html', html());
console.log(findings.length === 0 ? 'nothing to complain about' : findings.join('\n'));
progress(100, some(findings.length, 'finding', 'findings'));
finish({ title, commit: snapshot.commit, findings, hygiene: hygiene.present, commits: history.commits, files: languages.files });

function markdown() {
  // File names may hold anything; in a table only a bar, a line break or markup could do harm.
  const cell = (value) => String(value).replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
  const table = ({ title, head, rows }) =>
    [`## ${title}`, '', `| ${head.join(' | ')} |`, `|${head.map(() => ' --- ').join('|')}|`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`), ''].join('\n');
  const list = findings.length === 0 ? ['Nothing to complain about.'] : findings.map((finding) => `- ${finding}`);
  return [`# ${cell(title)}`, '', `Of ${cell(about)}. Every number can be recomputed with git.`, '', '## Findings', '', ...list, '', ...sections.map(table)].join('\n');
}

function html() {
  const text = (value) => String(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const cell = (value) => (typeof value === 'number' ? `<td class="number">${value}</td>` : `<td>${text(value)}</td>`);
  const table = ({ title, head, rows }) =>
    `<h2>${text(title)}</h2>\n<table>\n<tr>${head.map((name) => `<th>${text(name)}</th>`).join('')}</tr>\n` +
    `${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}\n</table>`;
  const list = findings.length === 0 ? '<p>Nothing to complain about.</p>' : `<ul>${findings.map((finding) => `<li>${text(finding)}</li>`).join('')}</ul>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .25rem .75rem; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
</style>
<h1>${text(title)}</h1>
<p>Of ${text(about)}. Every number can be recomputed with git.</p>
<h2>Findings</h2>
${list}
${sections.map(table).join('\n')}
</html>
`;
}
