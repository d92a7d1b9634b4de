// The sample floor: agents, runs and their life, in memory, as numbered changes and signals.
import { createHash, randomUUID } from 'node:crypto';
import { barChart } from './sample-picture.mjs';

export const definitions = [
  {
    id: 'repository-health',
    name: 'Repository health check',
    steps: [
      ['clone', 'Clone the repository', 'inspect', []],
      ['history', 'Count commits by author and month', 'inspect', ['clone']],
      ['languages', 'Measure size by language', 'inspect', ['clone']],
      ['dependencies', 'List dependencies', 'analyse', ['clone']],
      ['licences', 'Check licences', 'analyse', ['dependencies']],
      ['hotspots', 'Find files that change most', 'analyse', ['history']],
      ['report', 'Write the report', 'report', ['hotspots', 'languages', 'licences']],
      ['verify', 'Recompute every number', 'verify', ['report']],
    ],
    names: [
      'Health of sample/api',
      'Health of sample/web-shop',
      'Health of sample/billing',
      'Health of sample/mobile',
      'Health of sample/search',
      'Health of sample/gateway',
    ],
  },
  {
    id: 'release-notes',
    name: 'Release notes',
    steps: [
      ['collect', 'Collect merged changes', 'inspect', []],
      ['classify', 'Sort changes by kind', 'analyse', ['collect']],
      ['draft', 'Draft the notes', 'report', ['classify']],
      ['links', 'Check links', 'verify', ['draft']],
    ],
    names: [
      'Notes for sample 4.2',
      'Notes for sample 4.3 with a rather long name that needs two lines',
      'Notes for sample-cli 1.9',
      'Notes for sample-sdk 0.8',
    ],
  },
];
const people = [
  ['scout', 'Scout', '🔍', '#0ea5e9', ['git', 'shell']],
  ['mason', 'Mason', '🔧', '#f59e0b', ['shell', 'node']],
  ['quill', 'Quill', '📝', '#8b5cf6', ['markdown', 'writing']],
  ['atlas', 'Atlas', null, null, ['git', 'python', 'statistics']],
  ['vera', 'Vera', '🧠', '#10b981', ['review', 'verify']],
];
const lines = [
  'git log --no-merges --format=%an | sort | uniq -c',
  'walking 1,284 files',
  'resolving 87 dependencies',
  'comparing against the last report',
  'npm ls --all --json',
  'reading CHANGELOG.md',
  'grouping 342 commits by month',
];
const report = `# Health of the sample repository

*Sample data, made up by the stand-in.*

| Measure | Value |
|---|---:|
| Commits | 1,284 |
| Authors | 17 |
| Dependencies | 87 |
| Unlicensed | **0** |

## What stands out

1. Three files take part in **41 %** of all changes.
2. \`src/checkout/cart.ts\` has no test.

> The numbers were recomputed by a second agent.

\`\`\`sh
git log --no-merges --format=%an | sort | uniq -c | sort -rn
\`\`\`

<script>alert('never')</script>
[A link](https://example.org) and - [x] a task.
`;

const files = [
  ['report.md', 'text/markdown', Buffer.from(report)],
  ['commits.png', 'image/png', barChart([0.3, 0.5, 0.35, 0.8, 0.6, 0.9, 0.7, 0.4])],
  [
    'sizes.txt',
    'text/plain',
    Buffer.from('TypeScript  61 %\nCSS         22 %\nShell       17 %  (sample)\n'),
  ],
];

export class Floor {
  constructor({ empty, still, speed, history, seed, lines }) {
    this.lines = lines;
    this.random = generator(seed);
    this.speed = speed;
    this.epoch = randomUUID();
    this.n = 0;
    this.changes = [];
    this.pending = [];
    this.listeners = new Set();
    this.runs = new Map();
    this.logs = new Map();
    this.attempts = new Map();
    this.artifacts = [];
    this.serial = 100;
    this.agents = empty ? [] : people.map((one, i) => this.#agent(one, i !== 3));
    if (empty) return;
    for (let i = 0; i < history; i++) this.#past(i);
    for (let i = 0; i < 6; i++) this.#begin(i);
    for (let i = 0; i < 9; i++) this.#advanceAll(true);
    this.pending = [];
    if (still) {
      this.#signal();
      return;
    }
    setInterval(() => this.#tick(), 700 / speed).unref();
    setInterval(() => this.#signal(), 1000).unref();
    setInterval(() => this.#flush(), 50).unref();
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  resume({ epoch, since }) {
    if (epoch === this.epoch && since >= this.n - this.changes.length) {
      const missed = this.changes.filter((change) => change.n > since && change.n <= this.n);
      return { type: 'changes', epoch, from: since + 1, to: since + missed.length, changes: missed };
    }
    const data = { runs: [...this.runs.values()].map(withoutInner), agents: this.agents };
    return { type: 'snapshot', epoch: this.epoch, n: this.n, at: now(), data };
  }

  run(id) {
    const run = this.runs.get(id);
    return (
      run && {
        ...withoutInner(run),
        args: { repository: 'https://git.sample/api.git', branch: 'main', depth: 500 },
      }
    );
  }

  step(id) {
    const step = this.#steps().find((one) => one.id === id);
    if (!step) return null;
    const done = step.state === 'completed';
    return {
      ...withoutInner(step),
      summary: done ? `Sample summary: ${step.name.toLowerCase()} went well.` : null,
      output: done
        ? { files: 1284, authors: 17, largest: 'src/checkout/cart.ts', ok: true, ratio: 0.41 }
        : null,
      attempts: this.attempts.get(id) ?? [],
    };
  }

  output(id) {
    const all = Buffer.from(this.logs.get(id) ?? '');
    const offset = Math.max(0, all.length - 256 * 1024);
    const attempt = this.#steps().find((one) => one.id === id)?.attempt ?? 0;
    const content = all.subarray(offset).toString();
    return { type: 'output', step_id: id, attempt, content, offset, size: all.length, truncated: offset > 0 };
  }

  outputPart(id, first, last) {
    return Buffer.from(this.logs.get(id) ?? '').subarray(first, last + 1);
  }

  /** Without steps, the newest first. */
  list(status) {
    return [...this.runs.values()]
      .filter((run) => status === null || run.status === status)
      .sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
      .map(({ steps, ...run }) => run);
  }

  artifactsOf(runId) {
    return this.artifacts.filter((one) => one.workflow_run_id === runId).map(({ content, ...rest }) => rest);
  }

  artifact(id) {
    return this.artifacts.find((one) => one.id === id);
  }

  #steps() {
    return [...this.runs.values()].flatMap((run) => run.steps);
  }

  #agent([id, name, emoji, color, capabilities], online) {
    const opened_at = ago(3600 * 1000 * (1 + this.random() * 5));
    const instances = online
      ? [{ instance: `${id}-sample-1`, version: '0.1.0', capabilities, opened_at, control: null }]
      : [];
    return {
      id,
      name,
      emoji,
      color,
      lifecycle: 'active',
      connection: online ? 'online' : 'offline',
      pause: null,
      error: null,
      instances,
      created_at: opened_at,
    };
  }

  #newRun(i, startedAgo) {
    const definition = definitions[i % 3 === 2 ? 1 : 0];
    const id = `run_${this.serial++}`;
    const run = {
      id,
      name: definition.names[i % definition.names.length],
      status: 'pending',
      state: 'pending',
      priority: 'medium',
      workflow_definition_id: definition.id,
      workflow_definition_name: definition.name,
      phases: [...new Set(definition.steps.map((step) => step[2]))],
      current_phase: null,
      current_step_index: null,
      steps_total: definition.steps.length,
      steps_open: definition.steps.length,
      error_message: null,
      created_at: ago(startedAgo + 4000),
      started_at: null,
      completed_at: null,
      revision: 1,
    };
    run.steps = definition.steps.map(([key, name, phase, needs], ordinal) => ({
      id: `step_${id}_${key}`,
      workflow_run_id: id,
      step_id: key,
      name,
      phase,
      type: 'script',
      ordinal,
      needs,
      status: 'pending',
      state: 'pending',
      attempt: 0,
      agent: null,
      fence: null,
      error_message: null,
      ready_at: null,
      started_at: null,
      completed_at: null,
      usage: null,
      revision: 1,
      _left: 0,
    }));
    this.runs.set(id, run);
    return run;
  }

  /** An agent that somebody made; it connects by itself after a while. */
  register({ name, emoji, color }, connectsAfter = 6000) {
    const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const agent = {
      id,
      name,
      emoji,
      color,
      lifecycle: 'starting',
      connection: 'offline',
      pause: null,
      error: null,
      instances: [],
      created_at: now(),
    };
    this.agents = [...this.agents, agent];
    this.#change('worker.registered', agent);
    setTimeout(() => {
      const instance = {
        instance: `${id}-sample-1`,
        version: '0.1.0',
        capabilities: ['script'],
        opened_at: now(),
        control: null,
      };
      Object.assign(agent, { lifecycle: 'active', connection: 'online', instances: [instance] });
      this.#change('worker.online', { agent_id: id, name, ...instance });
    }, connectsAfter).unref();
    return agent;
  }

  retire(id) {
    this.agents = this.agents.filter((agent) => agent.id !== id);
    this.#change('worker.retired', { agent_id: id });
  }

  /** A run that somebody asked for. */
  start({ workflow_definition_id, name }) {
    const run = this.#newRun(workflow_definition_id === 'release-notes' ? 2 : 0, 0);
    Object.assign(run, { created_at: now(), name: name ?? `${run.workflow_definition_name} (sample)` });
    this.#change('workflow.execution.created', withoutInner(run));
    return withoutInner(run);
  }

  #past(i) {
    const length = 60_000 + this.random() * 400_000;
    const end = (i + 1) * 1000 * 60 * (3 + this.random() * 20);
    const run = this.#newRun(i, end + length);
    const failed = i % 5 === 3;
    const status = failed ? 'failed' : i % 11 === 7 ? 'cancelled' : 'completed';
    const error_message = failed
      ? 'Step "Check licences" failed: 2 dependencies have no licence (left-pad-sample, sample-utils)'
      : null;
    Object.assign(run, {
      status,
      state: status,
      error_message,
      steps_open: 0,
      started_at: ago(end + length),
      completed_at: ago(end),
      current_phase: run.phases.at(-1),
    });
    run.steps.forEach((step, at) => {
      const bad = failed && step.step_id === 'licences';
      const skipped = failed && at > 4 && !bad;
      const state = bad ? 'failed' : skipped ? 'skipped' : 'completed';
      const agent = this.#badge(this.agents[at % 5]);
      Object.assign(step, {
        state,
        status: state,
        attempt: skipped ? 0 : 1,
        agent: skipped ? null : agent,
        started_at: skipped ? null : ago(end + length * (1 - at / 9)),
        completed_at: skipped ? null : ago(end + length * (1 - (at + 1) / 9)),
        error_message: bad ? '2 dependencies have no licence' : null,
      });
      if (!skipped)
        this.#write(
          step,
          `\u001b[2m$ opsflow-sample ${step.step_id}\u001b[0m\n${Array.from({ length: 40 }, (_, k) => `${lines[k % lines.length]}`).join('\n')}\n${bad ? '\u001b[31merror\u001b[0m 2 dependencies have no licence' : '\u001b[32mdone\u001b[0m'}\n`,
        );
    });
    if (!failed) this.#artifact(run, run.steps.at(-2));
  }

  #begin(i) {
    const run = this.#newRun(i, (6 - i) * 15_000);
    this.#change('workflow.execution.created', withoutInner(run));
  }

  #badge(agent) {
    return (
      agent && {
        id: agent.id,
        name: agent.name,
        emoji: agent.emoji,
        color: agent.color,
        instance: agent.instances[0]?.instance ?? null,
      }
    );
  }

  #tick() {
    this.#advanceAll(false);
    const open = [...this.runs.values()].filter((run) => run.completed_at === null).length;
    if (open < 6 && this.random() < 0.25) this.#begin(Math.floor(this.random() * 60));
  }

  #advanceAll(quick) {
    for (const run of this.runs.values()) if (run.completed_at === null) this.#advance(run, quick);
  }

  #advance(run, quick) {
    if (run.status === 'pending' && this.random() < 0.5) {
      this.#moveRun(run, {
        status: 'running',
        state: 'running',
        started_at: quick ? run.created_at : now(),
        current_phase: run.phases[0],
      });
    }
    if (run.status !== 'running') return;
    for (const step of run.steps) this.#advanceStep(run, step, quick);
    const open = run.steps.filter((step) => !['completed', 'failed', 'skipped'].includes(step.state));
    const phase = open[0]?.phase ?? run.phases.at(-1);
    if (open.length === 0) {
      const failed = run.steps.some((step) => step.state === 'failed');
      const status = failed ? 'failed' : 'completed';
      this.#moveRun(run, {
        status,
        state: status,
        steps_open: 0,
        completed_at: now(),
      });
    } else if (phase !== run.current_phase || open.length !== run.steps_open) {
      this.#moveRun(
        run,
        { current_phase: phase, steps_open: open.length },
        'workflow.execution.phase_changed',
      );
    }
  }

  #advanceStep(run, step, quick) {
    const done = (key) => run.steps.find((one) => one.step_id === key)?.state === 'completed';
    if (step.state === 'pending' && step.needs.every(done)) {
      this.#moveStep(step, { state: 'ready', ready_at: now() }, 'ready');
    } else if (step.state === 'ready') {
      const free = this.agents.filter((agent) => agent.connection === 'online');
      const agent = free[Math.floor(this.random() * free.length)];
      if (this.random() < 0.5)
        this.#moveStep(
          step,
          {
            state: 'leased',
            status: 'running',
            agent: this.#badge(agent),
            attempt: step.attempt + 1,
            fence: step.attempt + 1,
          },
          'claimed',
        );
    } else if (step.state === 'leased') {
      step._left = quick ? 1 : 5 + Math.floor(this.random() * 22);
      step._total = step._left;
      this.#moveStep(step, { state: 'running', started_at: now() }, 'started');
      this.#say(step, `\u001b[2m$ opsflow-sample ${step.step_id} --attempt ${step.attempt}\u001b[0m\n`);
    } else if (step.state === 'running') {
      step._left -= 1;
      if (quick && this.random() < 0.5) step._left = step._total = 14;
      this.#say(step, Array.from({ length: this.lines }, () => this.#line()).join(''));
      if (step._left > 0) return;
      if (!quick && step.attempt === 2 && this.random() < 0.4) return this.#failForGood(run, step);
      if (!quick && step.attempt === 1 && this.random() < 0.06) {
        this.#remember(step, 'failed', 'sample: exit code 1');
        this.#moveStep(
          step,
          {
            state: 'ready',
            status: 'pending',
            agent: null,
            error_message: 'Attempt 1 failed: exit code 1 (sample)',
          },
          'returned',
        );
        return;
      }
      this.#remember(step, 'completed', null);
      this.#moveStep(
        step,
        { state: 'completed', status: 'completed', completed_at: now(), error_message: null },
        'completed',
      );
      if (step.step_id === 'report' || step.step_id === 'draft') this.#artifact(run, step, true);
    }
  }

  /** No further step starts; those at work go on. */
  #failForGood(run, step) {
    const error_message = 'exit code 1 (sample)';
    this.#remember(step, 'failed', error_message);
    this.#moveStep(
      step,
      { state: 'failed', status: 'failed', completed_at: now(), error_message },
      'completed',
    );
    for (const other of run.steps) {
      if (other.state === 'pending' || other.state === 'ready')
        this.#moveStep(other, { state: 'skipped', status: 'skipped' }, 'completed');
    }
    this.#moveRun(
      run,
      { state: 'failing', error_message: `Step '${step.step_id}' failed: ${error_message}` },
      'workflow.execution.progressed',
    );
  }

  #remember(step, state, error_message) {
    const list = this.attempts.get(step.id) ?? [];
    const { attempt, agent, fence, started_at } = step;
    this.attempts.set(step.id, [
      ...list,
      { number: attempt, state, agent, fence, error_message, started_at, completed_at: now() },
    ]);
  }

  #artifact(run, step, announce = false) {
    for (const [name, mime_type, content] of files) {
      const artifact = {
        id: `art_${run.id}_${name}`,
        workflow_run_id: run.id,
        workflow_run_step_id: step.id,
        name,
        file_type: name === 'report.md' ? 'report' : null,
        mime_type,
        size_bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        created_at: now(),
      };
      this.artifacts.push({ ...artifact, content });
      if (!announce) continue;
      const { id, workflow_run_id, workflow_run_step_id, ...rest } = artifact;
      this.#change('workflow.artifact.created', {
        execution_id: run.id,
        step_id: step.id,
        artifact_id: id,
        ...rest,
      });
    }
  }

  #moveRun(run, fields, type = 'workflow.execution.status_changed') {
    Object.assign(run, fields, { revision: run.revision + 1 });
    const {
      name,
      status,
      state,
      current_phase,
      current_step_index,
      steps_total,
      steps_open,
      error_message,
      started_at,
      completed_at,
      revision,
    } = run;
    this.#change(type, {
      execution_id: run.id,
      name,
      status,
      state,
      current_phase,
      current_step_index,
      steps_total,
      steps_open,
      error_message,
      started_at,
      completed_at,
      revision,
    });
  }

  #moveStep(step, fields, what) {
    Object.assign(step, fields, { revision: step.revision + 1 });
    const {
      phase,
      status,
      state,
      attempt,
      agent,
      fence,
      error_message,
      ready_at,
      started_at,
      completed_at,
      revision,
    } = step;
    this.#change(`workflow.step.${what}`, {
      execution_id: step.workflow_run_id,
      step_id: step.id,
      step_key: step.step_id,
      step_name: step.name,
      phase,
      status,
      state,
      attempt,
      agent,
      fence,
      error_message,
      ready_at,
      started_at,
      completed_at,
      revision,
    });
  }

  #change(type, data) {
    const change = { n: ++this.n, type, at: now(), data: structuredClone(data) };
    this.changes.push(change);
    if (this.changes.length > 2000) this.changes.shift();
    this.pending.push(change);
  }

  #flush() {
    if (this.pending.length === 0) return;
    const changes = this.pending.splice(0);
    this.#tell({ type: 'changes', epoch: this.epoch, from: changes[0].n, to: changes.at(-1).n, changes });
  }

  #signal() {
    const held = this.#steps().filter((step) => step.state === 'running' && step.agent);
    const data = held
      .filter((step, i) => !(i === 1 && step.agent.id === 'mason'))
      .map((step) => ({
        execution_id: step.workflow_run_id,
        step_id: step.id,
        percent: Math.round(100 * (1 - step._left / (step._total || 1))),
        line: lines[Math.floor(this.random() * lines.length)],
        alive_at: now(),
      }));
    if (data.length > 0) this.#tell({ type: 'signals', data });
    this.#vitals();
  }

  #vitals() {
    const data = this.agents.flatMap((agent) =>
      agent.instances.map(({ instance }) => ({
        agent_id: agent.id,
        instance,
        free_slots: this.#steps().some((step) => step.state === 'running' && step.agent?.id === agent.id)
          ? 0
          : 1,
        cpu_percent: Math.floor(this.random() * 100),
        free_memory_bytes: Math.floor((1 + this.random()) * 2 ** 32),
        free_disk_bytes: 80 * 2 ** 30,
        alive_at: now(),
      })),
    );
    if (data.length > 0) this.#tell({ type: 'vitals', data });
  }

  #line() {
    const line = lines[Math.floor(this.random() * lines.length)];
    return `${line} \u001b[36m${Math.floor(this.random() * 1000)}\u001b[0m ms\n`;
  }

  #say(step, text) {
    const offset = Buffer.byteLength(this.logs.get(step.id) ?? '');
    this.#write(step, text);
    this.#tell({ type: 'log', step_id: step.id, attempt: step.attempt, offset, text });
  }

  #write(step, text) {
    this.logs.set(step.id, (this.logs.get(step.id) ?? '') + text);
  }

  #tell(frame) {
    for (const listener of this.listeners) listener(frame);
  }
}

function withoutInner(value) {
  const { _left, _total, ...rest } = value;
  return rest.steps ? { ...rest, steps: rest.steps.map(withoutInner) } : rest;
}

const now = () => new Date().toISOString();
const ago = (ms) => new Date(Date.now() - ms).toISOString();

/** Mulberry32: the same seed gives the same floor. */
function generator(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
