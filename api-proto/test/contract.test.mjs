// The checks themselves: each change of the contract that would break somebody turns them red, what may be added does not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const BUF = join(ROOT, 'node_modules/.bin/buf');
const PROTO = 'src/main/proto/opsflow/agent/v1/agent.proto';
const copy = mkdtempSync(join(tmpdir(), 'opsflow-contract-'));
const contract = readFileSync(join(ROOT, PROTO), 'utf8');

after(() => rmSync(copy, { recursive: true, force: true }));

const breaking = [
  ['a field gets another number', 'string offer_id = 1;', 'string offer_id = 15;'],
  ['a field gets another type', 'uint64 fence = 2;', 'string fence = 2;'],
  ['a field gets another name', 'uint64 fence = 2;', 'uint64 epoch = 2;'],
  ['a field goes', 'uint32 lease_ms = 6;', ''],
  ['a field goes, and its number is reserved', 'uint32 lease_ms = 6;', 'reserved 6;'],
  ['a frame goes', 'Goodbye goodbye = 20;', ''],
  ['a word of a list gets another number', 'DECLINE_REASON_BUSY = 1;', 'DECLINE_REASON_BUSY = 41;'],
  ['a word of a list gets another name', 'DECLINE_REASON_BUSY = 1;', 'DECLINE_REASON_OCCUPIED = 1;'],
  ['a call goes', 'rpc DownloadArtifact(DownloadArtifactRequest) returns (stream DownloadArtifactResponse);', ''],
  ['a call streams no more', 'returns (stream ServerFrame)', 'returns (ServerFrame)'],
  ['the package gets another name', 'package opsflow.agent.v1;', 'package opsflow.agent.v2;'],
];

for (const [what, before, instead] of breaking) {
  test(`breaks when ${what}`, () => {
    const { status, said } = check('breaking', before, instead);
    assert.equal(status, 100, said);
    assert.match(said, /agent\.proto:\d+|opsflow\/agent\/v1/);
  });
}

const additions = [
  ['a field is added', 'string offer_id = 1;', 'string offer_id = 1;\n  string later = 99;'],
  ['a frame is added', 'Goodbye goodbye = 20;', 'Goodbye goodbye = 20;\n    Goodbye later = 99;'],
  ['a number that was kept is taken', /reserved [\d to,]*40;/, ''],
  ['a call is added', 'rpc Submit(', '// Later.\n  rpc Later(SubmitRequest) returns (SubmitResponse);\n\n  rpc Submit('],
  ['a word is added to a list', 'DECLINE_REASON_BUSY = 1;', 'DECLINE_REASON_BUSY = 1;\n  DECLINE_REASON_LATER = 99;'],
];

for (const [what, before, instead] of additions) {
  test(`holds when ${what}`, () => {
    const { status, said } = check('breaking', before, instead);
    assert.equal(status, 0, said);
  });
}

const careless = [
  ['FIELD_LOWER_SNAKE_CASE', 'string offer_id = 1;', 'string offer_id = 1;\n  // Later.\n  string laterOn = 99;'],
  ['COMMENT_MESSAGE', '// Answers Hello.\nmessage Welcome', 'message Welcome'],
  ['ENUM_VALUE_PREFIX', 'DECLINE_REASON_BUSY = 1;', 'BUSY = 1;'],
];

for (const [rule, before, instead] of careless) {
  test(`refuses a style against ${rule}`, () => {
    const { status, said } = check('lint', before, instead);
    assert.equal(status, 100, said);
    assert.match(said, new RegExp(rule));
  });
}

/** Runs a check of the package on a copy of the contract with one change. */
function check(name, before, instead) {
  const changed = contract.replace(before, instead);
  assert.notEqual(changed, contract, `The contract has no "${before}" any more: choose another change.`);
  for (const part of ['buf.yaml', 'src', 'contract.binpb']) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  writeFileSync(join(copy, PROTO), changed);
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [, ...options] = scripts[name].split(' ');
  const run = spawnSync(BUF, [...options, '--error-format', 'json'], { cwd: copy, encoding: 'utf8' });
  assert.equal(run.error, undefined);
  return { status: run.status, said: run.stdout + run.stderr };
}
