// What it is made of: files, bytes and lines by language.
import { commitOfRun, countLines, descending, filesOf, finish, progress, repositoryArgument, sum } from './lib.mjs';

const TOP = 25;
const LANGUAGES = {
  java: 'Java', kt: 'Kotlin', scala: 'Scala', groovy: 'Groovy', xml: 'XML', proto: 'Protocol Buffers', sql: 'SQL',
  ts: 'TypeScript', tsx: 'TypeScript', js: 'JavaScript', jsx: 'JavaScript', mjs: 'JavaScript', cjs: 'JavaScript',
  json: 'JSON', yaml: 'YAML', yml: 'YAML', toml: 'TOML', properties: 'Properties', md: 'Markdown', adoc: 'AsciiDoc',
  html: 'HTML', css: 'CSS', scss: 'CSS', sh: 'Shell', bash: 'Shell', py: 'Python', rb: 'Ruby', go: 'Go', rs: 'Rust',
  c: 'C', h: 'C', cc: 'C++', cpp: 'C++', hpp: 'C++', cs: 'C#', php: 'PHP', swift: 'Swift', txt: 'Text', svg: 'SVG',
};

const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(10, 'Listing files');
const files = filesOf(repository, commit);
progress(40, `Counting lines of ${files.length} files`);
const lines = countLines(repository, commit, '-e', '');
const languages = new Map();
for (const file of files) {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const language = (dot > 0 && LANGUAGES[name.slice(dot + 1).toLowerCase()]) || 'Other';
  const entry = languages.get(language) ?? { language, files: 0, bytes: 0, lines: 0 };
  entry.files += 1;
  entry.bytes += file.bytes;
  entry.lines += lines.get(file.path) ?? 0;
  languages.set(language, entry);
}
const ranked = [...languages.values()].sort(descending((entry) => entry.bytes, (entry) => entry.language));
const result = {
  files: files.length,
  bytes: sum(files.map((file) => file.bytes)),
  lines: sum(ranked.map((entry) => entry.lines)),
  languages: ranked.slice(0, TOP),
};
for (const entry of result.languages) {
  console.log(`${entry.language.padEnd(18)} ${String(entry.files).padStart(7)} files ${String(entry.lines).padStart(9)} lines`);
}
console.log(`${result.files} files, ${result.lines} lines, ${result.bytes} bytes`);
progress(100, `${result.files} files, ${result.lines} lines`);
finish(result);
