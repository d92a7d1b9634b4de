// Runs script steps by `sh -c`, and the function `greet`, until SIGTERM.
//
// usage: OPSFLOW_KEY=owf_… [OPSFLOW_SERVER=127.0.0.1:9090] [OPSFLOW_CAPABILITIES=script,function:greet] node dist/main.js
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, failed, type Handler } from './agent.js';
import { FailureKind, StepType } from './gen/opsflow/agent/v1/agent_pb.js';

const FUNCTIONS: Record<string, (args: Record<string, unknown>) => unknown> = {
  greet: (args) => ({ text: `Hello ${String(args['who'] ?? 'world')}` }),
};

const call: Handler = async (step) => {
  const run = FUNCTIONS[step.function];
  if (run === undefined) return failed('incapable', `This agent knows no function "${step.function}".`);
  return { case: 'completed', value: { outputJson: JSON.stringify(run(JSON.parse(step.argsJson || '{}'))) } };
};

/** A step's command in a process group of its own, so that all it started ends with it. */
const script: Handler = async (step, stop) => {
  const directory = await mkdtemp(join(tmpdir(), 'opsflow-example-'));
  const output = join(directory, 'output.json');
  const { OPSFLOW_KEY: _, ...environment } = process.env;
  const child = spawn('sh', ['-c', step.command], { cwd: directory, detached: true, env: { ...environment, OPSFLOW_OUTPUT: output } });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (tail = (tail + data).slice(-4_000)));
  const kill = () => {
    try {
      process.kill(-(child.pid ?? NaN), 'SIGKILL');
    } catch {
      // Nothing of it runs any more.
    }
  };
  const timer = step.timeoutMs > 0n ? setTimeout(kill, Number(step.timeoutMs)) : undefined;
  stop.addEventListener('abort', kill);
  if (stop.aborted) kill();
  const code = await new Promise<number | null>((ended, never) => child.on('error', never).on('close', ended));
  stop.removeEventListener('abort', kill);
  clearTimeout(timer);
  const outputJson = await readFile(output, 'utf8').catch(() => JSON.stringify({ output: tail }));
  await rm(directory, { recursive: true });
  if (code === 0) return { case: 'completed', value: { outputJson, exitCode: code } };
  if (code === null) return failed('timeout', 'The command took too long and was ended.', FailureKind.RETRYABLE);
  return failed('exit_code', `exit code ${code}\n${tail}`, FailureKind.RETRYABLE, code);
};

const { OPSFLOW_KEY: key, OPSFLOW_SERVER: server = '127.0.0.1:9090', OPSFLOW_CAPABILITIES: can = 'script,function:greet' } = process.env;
if (key === undefined) throw new Error('Set OPSFLOW_KEY to the key of an agent.');
const slots = Number(process.env['OPSFLOW_SLOTS'] ?? 1);
const instance = process.env['OPSFLOW_INSTANCE'] ?? `example-${process.pid}`;

const handlers = { [StepType.SCRIPT]: script, [StepType.FUNCTION]: call };
const agent = new Agent({ server, key, instance, capabilities: can.split(','), slots, handlers }, (why) => {
  console.error(`The agent has ended: ${why}`);
  process.exit(why.startsWith('OK') ? 0 : 1);
});
process.on('SIGTERM', () => agent.leave());
