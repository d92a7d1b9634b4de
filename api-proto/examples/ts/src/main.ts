// Runs script steps by `sh -c`, and the functions `greet`, `approve` and `trouble`, until SIGTERM.
//
// usage: OPSFLOW_KEY=owf_… [OPSFLOW_SERVER=127.0.0.1:9090,…] [OPSFLOW_CAPABILITIES=script,function:greet,function:approve,function:trouble] node dist/main.js
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, failed, type Handler, type Work } from './agent.js';
import { AskKind, FailureKind, StepType } from './gen/opsflow/agent/v1/agent_pb.js';

const FUNCTIONS: Record<string, (args: Record<string, unknown>, work: Work) => unknown> = {
  greet: (args) => ({ text: `Hello ${String(args['who'] ?? 'world')}` }),
  approve: async (args, { ask, comment }) => {
    const { approved, text, by } = await ask({ kind: AskKind.APPROVAL, question: String(args['question'] ?? 'Go on?') });
    comment(`${by} said ${approved ? 'yes' : 'no'}.`);
    return { approved, text, by };
  },
  trouble: (args) => (agent.error(String(args['code']), String(args['message'])), {}),
};

const call: Handler = async (step, work) => {
  const run = FUNCTIONS[step.function];
  if (run === undefined) return failed('incapable', `This agent knows no function "${step.function}".`);
  return { case: 'completed', value: { outputJson: JSON.stringify(await run(JSON.parse(step.argsJson || '{}'), work)) } };
};

/** Over after so many milliseconds in which it ran; 0 is never. */
function countdown(left: number, over: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const run = () => ((since = performance.now()), (timer = left > 0 ? setTimeout(over, left) : undefined));
  const rest = () => (clearTimeout(timer), (left = left > 0 ? Math.max(1, left - (performance.now() - since)) : 0));
  return { run, rest };
}

/** A step's command in a process group of its own, so that all it started rests and ends with it. */
const script: Handler = async (step, { stop, listen }) => {
  const directory = await mkdtemp(join(tmpdir(), 'opsflow-example-'));
  const output = join(directory, 'output.json');
  const steer = join(directory, 'steer.md');
  const { OPSFLOW_KEY: _, ...environment } = process.env;
  const child = spawn('sh', ['-c', step.command], { cwd: directory, detached: true, env: { ...environment, OPSFLOW_OUTPUT: output, OPSFLOW_STEER: steer } });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (tail = (tail + data).slice(-4_000)));
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid ?? NaN), name);
    } catch {
      // Nothing of it runs any more.
    }
  };
  const kill = () => signal('SIGKILL');
  const time = countdown(Number(step.timeoutMs), kill);
  time.run();
  listen({
    steered: (text) => appendFileSync(steer, `${text.trimEnd()}\n\n`),
    halt: (pause) => (pause ? (signal('SIGSTOP'), time.rest()) : (time.run(), signal('SIGCONT'))),
  });
  stop.addEventListener('abort', kill);
  if (stop.aborted) kill();
  const code = await new Promise<number | null>((ended, never) => child.on('error', never).on('close', ended));
  stop.removeEventListener('abort', kill);
  time.rest();
  const outputJson = await readFile(output, 'utf8').catch(() => JSON.stringify({ output: tail }));
  await rm(directory, { recursive: true });
  if (code === 0) return { case: 'completed', value: { outputJson, exitCode: code } };
  if (code === null) return failed('timeout', 'The command took too long and was ended.', FailureKind.RETRYABLE);
  return failed('exit_code', `exit code ${code}\n${tail}`, FailureKind.RETRYABLE, code);
};

const { OPSFLOW_KEY: key, OPSFLOW_SERVER: server = '127.0.0.1:9090', OPSFLOW_CAPABILITIES: can = 'script,function:greet,function:approve,function:trouble' } = process.env;
if (key === undefined) throw new Error('Set OPSFLOW_KEY to the key of an agent.');
const servers = server.split(',').map((each) => each.trim());
const malformed = servers.find((each) => !/^(\[[^\]\s]+\]|[^:\s/]+):\d{1,5}$/.test(each));
if (malformed !== undefined) throw new Error(`OPSFLOW_SERVER: "${malformed}" is not HOST:PORT.`);
const slots = Number(process.env['OPSFLOW_SLOTS'] ?? 1);
const instance = process.env['OPSFLOW_INSTANCE'] ?? `example-${process.pid}`;

const handlers = { [StepType.SCRIPT]: script, [StepType.FUNCTION]: call };
const configured = (settings: Record<string, unknown>) => console.error(`People have set: ${Object.keys(settings).join(', ')}`);
const agent = new Agent({ servers, key, instance, capabilities: can.split(','), slots, handlers, configured }, (why) => {
  console.error(`The agent has ended: ${why}`);
  process.exit(why.startsWith('OK') ? 0 : 1);
});
process.on('SIGTERM', () => agent.leave());
