// Under which terms: the licence file at the root, and how many source files name theirs.
import { git, commitOfRun, countLines, filesOf, finish, progress, repositoryArgument } from './lib.mjs';

const KNOWN = [
  ['Apache-2.0', /Apache License,?\s+Version 2\.0/i],
  ['AGPL-3.0', /GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3/i],
  ['LGPL-3.0', /GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/i],
  ['GPL-3.0', /GNU GENERAL PUBLIC LICENSE\s+Version 3/i],
  ['GPL-2.0', /GNU GENERAL PUBLIC LICENSE\s+Version 2/i],
  ['MPL-2.0', /Mozilla Public License,? Version 2\.0/i],
  ['EPL-2.0', /Eclipse Public License\s*-?\s*v\s*2\.0/i],
  ['BSD-3-Clause', /Redistribution and use in source and binary forms[^]*Neither the name/i],
  ['BSD-2-Clause', /Redistribution and use in source and binary forms/i],
  ['ISC', /Permission to use, copy, modify, and\/or distribute this software for any purpose/i],
  ['MIT', /Permission is hereby granted, free of charge, to any person obtaining a copy/i],
  ['Unlicense', /This is free and unencumbered software released into the public domain/i],
];

const repository = repositoryArgument();
const commit = commitOfRun(repository);
progress(20, 'Looking for a licence file');
const file = filesOf(repository, commit).find(({ path }) => /^(licen[cs]e|copying|unlicense)(\.(md|txt))?$/i.test(path));
let licence = null;
if (file) {
  const text = git(repository, 'cat-file', 'blob', file.blob);
  licence = KNOWN.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
}
progress(60, 'Looking for SPDX lines');
const result = {
  file: file?.path ?? null,
  licence,
  files_with_spdx: countLines(repository, commit, '-F', '-e', 'SPDX-License-Identifier').size,
};
console.log(result.file === null ? 'no licence file at the root' : `${result.file}: ${result.licence}`);
console.log(`${result.files_with_spdx} files carry an SPDX line`);
progress(100, result.licence ?? 'no licence');
finish(result);
