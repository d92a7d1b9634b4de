// The sample workflows, as the server would publish, list and check them.

export class Definitions {
  constructor(samples) {
    this.byId = new Map(samples.map((sample, i) => [sample.id, published(sample, i)]));
  }

  list() {
    return [...this.byId.values()].map(({ yaml, steps, versions, ...rest }) => rest);
  }

  find(id, version) {
    const newest = this.byId.get(id);
    if (newest === undefined || (version !== null && !newest.versions.some((one) => one.version === version)))
      return null;
    return { ...newest, version: version ?? newest.version };
  }

  /** No YAML parser: enough to show where errors are shown. */
  errors(yaml) {
    const lines = yaml.split('\n');
    const errors = [];
    for (const key of ['name', 'phases', 'steps']) {
      if (lines.some((line) => line.startsWith(`${key}:`))) continue;
      errors.push({
        line: 1,
        column: 1,
        path: key,
        message: 'is missing',
        remedy: `Add "${key}:" to the definition.`,
      });
    }
    const phases = /^phases: *\[(.*)\]/m.exec(yaml)?.[1]?.split(/, */) ?? [];
    let step = -1;
    lines.forEach((line, i) => {
      if (/^ *- id:/.test(line)) step += 1;
      const phase = /^( *phase: *)(\S+)/.exec(line);
      if (phase === null || phases.includes(phase[2])) return;
      errors.push({
        line: i + 1,
        column: phase[1].length + 1,
        path: `steps[${step}].phase`,
        message: `there is no phase '${phase[2]}'`,
        remedy: `Use one of ${phases.join(', ') || 'the phases that the definition lists'}.`,
      });
    });
    return errors;
  }

  publish(yaml) {
    const name = /^name: *(.*)$/m.exec(yaml)?.[1] ?? 'Sample';
    const id = name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 40);
    const before = this.byId.get(id);
    const version = (before?.version ?? 0) + 1;
    const created_at = new Date().toISOString();
    const phases = /^phases: *\[(.*)\]/m.exec(yaml)?.[1]?.split(/, */) ?? [];
    const steps = [...yaml.matchAll(/^ *- id: *(\S+)(?:\n +name: *(.*))?\n +phase: *(\S+)/gm)].map(
      (step) => ({
        ...{ id: step[1], name: step[2] ?? step[1], phase: step[3], type: 'script', needs: [] },
      }),
    );
    const definition = {
      ...{ id, name, version, phases, steps, yaml, created_at },
      description: /^description: *(.*)$/m.exec(yaml)?.[1] ?? '',
      args_schema: before?.args_schema ?? argsSchema,
      versions: [{ version, created_at }, ...(before?.versions ?? [])],
    };
    this.byId.set(id, definition);
    return definition;
  }
}

const argsSchema = {
  type: 'object',
  properties: {
    repository: { type: 'string', description: 'Address of a Git repository.', minLength: 1 },
    branch: { type: 'string', description: 'What is examined.', default: 'main' },
    depth: {
      type: 'integer',
      description: 'How many commits back.',
      default: 500,
      minimum: 1,
      maximum: 10000,
    },
    level: { enum: ['quick', 'usual', 'thorough'], default: 'usual' },
    licences: { type: 'boolean', description: 'Whether licences are checked.', default: true },
    exclude: {
      type: 'array',
      items: { type: 'string' },
      description: 'Paths left out.',
      default: ['vendor'],
    },
    limits: {
      type: 'object',
      description: 'Where it gives up.',
      properties: { minutes: { type: 'number', minimum: 0.5 }, findings: { type: 'integer' } },
    },
  },
  required: ['repository', 'branch'],
};

function published({ id, name, steps }, i) {
  const created_at = new Date(Date.now() - (i + 1) * 86_400_000).toISOString();
  const phases = [...new Set(steps.map((step) => step[2]))];
  const yaml = [
    `name: ${name}`,
    'description: Sample data, made up by the stand-in.',
    '',
    'argsSchema:',
    ...JSON.stringify(argsSchema, null, 2)
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `phases: [${phases.join(', ')}]`,
    '',
    'steps:',
    ...steps.flatMap(([key, title, phase, needs]) => [
      `  - id: ${key}`,
      `    name: ${title}`,
      `    phase: ${phase}`,
      '    type: script',
      `    command: opsflow-sample ${key} --branch {{ args.branch }}  # sample`,
      `    needs: [${needs.join(', ')}]`,
      '    timeout: 5m',
    ]),
    '',
  ].join('\n');
  return {
    ...{ id, name, phases, yaml, created_at, args_schema: argsSchema },
    description: 'Sample data. Looks at a repository from all sides and writes down what stands out.',
    version: 3 - i,
    steps: steps.map(([key, title, phase, needs]) => ({
      id: key,
      name: title,
      phase,
      type: 'script',
      needs,
    })),
    versions: Array.from({ length: 3 - i }, (_, n) => ({ version: 3 - i - n, created_at })),
  };
}
