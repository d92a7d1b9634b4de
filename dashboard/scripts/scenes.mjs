// Every page of the dashboard in every state that it can be in, as scripts/screenshots.mjs shows them. What a server does
// not have at the moment (nothing at all, an error, another role) is put in between page and server.

const json = (data, status = 200) => ({
  status,
  contentType: status < 400 ? 'application/json' : 'application/problem+json',
  body: JSON.stringify(status < 400 ? { success: true, data } : data),
});
const broken = json(
  { code: 'internal', title: 'Unexpected error', status: 500, detail: 'A sample of an error.' },
  500,
);
const seen = (id) => `[data-testid="${id}"]`;

/** Answers what matches, and only what asks by that method. */
const answer =
  (path, given, method = 'GET') =>
  (page) =>
    page.route(
      (url) => url.pathname === path,
      (route) => (route.request().method() === method ? route.fulfill(given) : route.fallback()),
    );
const never = (path) => (page) =>
  page.route(
    (url) => url.pathname === path,
    () => {},
  );
const asViewer = (page) =>
  page.route(
    (url) => url.pathname === '/api/auth/me',
    async (route) => {
      const response = await route.fetch();
      const { data } = await response.json();
      const permissions = ['VIEW_WORKSPACE', 'VIEW_MEMBERS', 'OWN_ACCOUNT'];
      await route.fulfill(json({ ...data, role: 'viewer', permissions }));
    },
  );
const asked = (path) => (page) =>
  page.evaluate((call) => fetch(call).then((response) => response.json()), path).then(({ data }) => data);
const firstOf = (path) => async (page) => (await asked(path)(page))[0]?.id;

const WRONG_YAML = `name: A sample with mistakes
phases: [build, test]
steps:
  - id: compile
    phase: built
    type: script
    command: make {{ args.target }}  # all of it
  - id: unit
    phase: tset
    type: script
    command: make test
`;

/**
 * name: of the picture. path: or a function of the page that finds it; nothing found leaves the scene out. ready: what
 * must be there to be seen. before: what stands between page and server. act: what somebody does then. onlyNamed: not
 * among all, since it waits for what may not come; widths: when not all.
 */
export const scenes = [
  {
    name: 'board-at-work',
    path: '/',
    ready: seen('board-page'),
    before: holdable,
    act: boardAtWork,
    onlyNamed: true,
    widths: [1280],
  },
  { name: 'board', path: '/', ready: seen('board-page') },
  { name: 'board-empty', path: '/', ready: seen('board-empty'), before: emptyFloor },
  { name: 'board-loading', path: '/', ready: seen('board-skeleton'), before: silentFloor },
  { name: 'board-unreachable', path: '/', ready: seen('board-unreachable'), before: brokenFloor },
  { name: 'board-no-match', path: '/?q=nothing-is-called-this', ready: seen('board-no-match') },
  { name: 'run', path: runPath('running', 'completed'), ready: seen('run-page') },
  {
    name: 'run-cancel',
    path: runPath('running'),
    ready: seen('run-page'),
    act: (page) => page.click(seen('cancel-run')),
  },
  { name: 'run-failed', path: runPath('failed'), ready: seen('run-page') },
  { name: 'run-artifact', path: artifactPath('text/markdown'), ready: seen('markdown') },
  { name: 'run-picture', path: artifactPath('image/png'), ready: `${seen('artifact')} img` },
  { name: 'run-text', path: artifactPath('text/plain'), ready: `${seen('artifact')} pre` },
  { name: 'run-missing', path: '/runs/run_none', ready: seen('run-missing') },
  { name: 'workflows', path: '/workflows', ready: seen('workflows-page') },
  {
    name: 'workflows-empty',
    path: '/workflows',
    ready: seen('workflows-page'),
    before: answer('/api/workflow-definitions', json([])),
  },
  {
    name: 'workflows-loading',
    path: '/workflows',
    ready: seen('workflows-page'),
    before: never('/api/workflow-definitions'),
  },
  {
    name: 'workflows-error',
    path: '/workflows',
    ready: '[role=alert]',
    before: answer('/api/workflow-definitions', broken),
  },
  { name: 'workflows-viewer', path: '/workflows', ready: seen('read-only-START_RUN'), before: asViewer },
  { name: 'workflow', path: workflowPath(''), ready: seen('definition-page') },
  { name: 'workflow-missing', path: '/workflows/none', ready: seen('definition-missing') },
  { name: 'workflow-new', path: '/new/workflow', ready: seen('definition-form') },
  {
    name: 'workflow-errors',
    path: '/new/workflow',
    ready: seen('yaml'),
    act: async (page) => {
      await page.fill(seen('yaml'), WRONG_YAML);
      await page.waitForSelector('[data-wrong]');
    },
  },
  { name: 'start', path: workflowPath('/start'), ready: seen('start-page') },
  {
    name: 'start-errors',
    path: workflowPath('/start'),
    ready: seen('start-page'),
    act: async (page) => {
      for (const field of await page.$$('form input[data-testid]:not([type=checkbox])')) await field.fill('');
      await page.click(seen('start-run'));
    },
    before: (page) =>
      answer(
        '/api/workflow-executions',
        json(
          {
            code: 'invalid',
            status: 422,
            title: 'The request is not valid',
            errors: [{ field: 'args', message: 'is a sample of an error' }],
          },
          422,
        ),
        'POST',
      )(page),
  },
  { name: 'agents', path: '/agents', ready: seen('agents-page') },
  { name: 'agents-empty', path: '/agents', ready: seen('agents-empty'), before: emptyFloor },
  { name: 'agents-viewer', path: '/agents', ready: seen('read-only-REGISTER_AGENT'), before: asViewer },
  {
    name: 'agent',
    path: async (page) => idPath('/agents', await firstOf('/api/agents')(page)),
    ready: seen('agent-page'),
  },
  {
    name: 'agent-retire',
    path: async (page) => idPath('/agents', await firstOf('/api/agents')(page)),
    ready: seen('retire'),
    act: (page) => page.click(seen('retire')),
  },
  { name: 'agent-missing', path: '/agents/none', ready: seen('agent-missing') },
  { name: 'agent-new', path: '/new/agent', ready: seen('new-agent-page') },
  {
    name: 'agent-connect',
    path: '/new/agent',
    ready: seen('new-agent-page'),
    before: answer(
      '/api/agents',
      json({
        agent: {
          id: 'sample-agent',
          name: 'Sample agent',
          emoji: '🤖',
          color: '#2563eb',
          connection: 'offline',
          instances: [],
        },
        api_key: 'owf_sample-agent_SampleSampleSampleSampleSample12',
      }),
      'POST',
    ),
    act: async (page) => {
      await page.fill('[name=name]', 'Sample agent');
      await page.click(seen('create-agent'));
      await page.waitForSelector(seen('command'));
    },
  },
  { name: 'settings-profile', path: '/settings/profile', ready: seen('settings-profile') },
  { name: 'settings-sessions', path: '/settings/sessions', ready: seen('settings-sessions') },
  { name: 'settings-keys', path: '/settings/keys', ready: seen('key-list') },
  {
    name: 'settings-key-new',
    path: '/settings/keys',
    ready: seen('make-key'),
    act: (page) => page.click(seen('make-key')),
  },
  {
    name: 'settings-keys-viewer',
    path: '/settings/keys',
    ready: seen('read-only-MANAGE_OWN_KEYS'),
    before: asViewer,
  },
  { name: 'settings-workspace', path: '/settings/workspace', ready: seen('create-workspace') },
  { name: 'settings-members', path: '/settings/members', ready: seen('members') },
  {
    name: 'settings-members-error',
    path: '/settings/members',
    ready: '[role=alert]',
    before: answer('/api/members', broken),
  },
  {
    name: 'settings-members-loading',
    path: '/settings/members',
    ready: seen('settings-members'),
    before: never('/api/members'),
  },
  { name: 'settings-members-viewer', path: '/settings/members', ready: seen('members'), before: asViewer },
  {
    name: 'settings-invited',
    path: '/settings/members',
    ready: seen('invite'),
    before: answer(
      '/api/invitations',
      json({
        invitation: {
          ...{ id: 'inv_sample', email: 'sample@sample.test', role: 'member' },
          ...{ created_at: new Date().toISOString(), expires_at: '2030-01-01T00:00:00Z' },
        },
        token: 'Sample-Sample-Sample-Sample-Sample-Sample',
      }),
      'POST',
    ),
    act: async (page) => {
      await page.click(seen('invite'));
      await page.fill('[name=email]', 'sample@sample.test');
      await page.click(seen('create-invitation'));
      await page.waitForSelector(seen('invitation-link'));
    },
  },
  { name: 'settings-audit', path: '/settings/audit', ready: seen('audit') },
  {
    name: 'settings-audit-empty',
    path: '/settings/audit',
    ready: seen('audit-empty'),
    before: answer('/api/audit', json([])),
  },
  {
    name: 'settings-audit-entry',
    path: '/settings/audit',
    ready: seen('audit'),
    act: (page) => page.click('details > summary'),
  },
  {
    name: 'settings-audit-viewer',
    path: '/settings/audit',
    ready: seen('read-only-READ_AUDIT'),
    before: asViewer,
  },
  { name: 'join', path: '/join#sample', ready: seen('join-page') },
  {
    name: 'join-gone',
    path: '/join#sample',
    ready: seen('join-page'),
    before: answer(
      '/api/invitations/accept',
      json({ code: 'invitation_gone', title: 'Gone', status: 401, detail: 'It is gone.' }, 401),
      'POST',
    ),
    act: async (page) => {
      await page.fill('[name=password]', 'a sample of a password');
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${seen('join-error')}:not(:empty)`);
    },
  },
  {
    name: 'workspace-menu',
    path: '/agents',
    ready: seen('agents-page'),
    act: async (page) => {
      await page.click(seen('workspace'));
      await page.waitForSelector('[role=menuitemradio]');
    },
  },
  {
    name: 'person-menu',
    path: '/agents',
    ready: seen('agents-page'),
    act: async (page) => {
      await page.click(seen('person-menu'));
      await page.waitForSelector('[role=menu]');
    },
  },
  {
    name: 'shortcuts',
    path: '/agents',
    ready: seen('agents-page'),
    act: async (page) => {
      await page.keyboard.press('?');
      await page.waitForSelector(seen('shortcuts'));
    },
  },
  { name: 'not-found', path: '/nowhere', ready: seen('not-found') },
];

const socket = /\/ws\/board/;
const MOST_TRIES = 20;
/** So long a card is on its way to another column, at most. */
const FLIGHT_MS = 700;
/** The demo starts a run every half minute. */
const NEXT_RUN_MS = 60_000;

/** Steps at work on one card, all begun, one with its progress, and no card on its way: what shows most. */
function isAtWork() {
  if (document.getAnimations().some((one) => one.constructor === Animation)) return false;
  return [...document.querySelectorAll('[data-look=running]')].some((card) => {
    const steps = [...card.querySelectorAll('[data-testid^=live-step-]')];
    const isBegun = steps.every((step) => !step.textContent.includes('claimed'));
    return steps.length > 1 && isBegun && steps.some((step) => /\d%/.test(step.textContent));
  });
}

/** Lets what the server tells be held back while a picture is taken: the demo's steps take half a second. */
async function holdable(page) {
  let held = null;
  await page.routeWebSocket(socket, (line) => {
    const server = line.connectToServer();
    server.onMessage((frame) => (held === null ? line.send(frame) : held.push(() => line.send(frame))));
  });
  page.hold = () => {
    held = [];
  };
  page.release = () => {
    for (const send of held.splice(0)) send();
    held = null;
  };
}

/** Waits for the moment, and stays in it. */
async function boardAtWork(page) {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await page.waitForFunction(isAtWork, undefined, { timeout: NEXT_RUN_MS });
    page.hold();
    await page.waitForTimeout(FLIGHT_MS);
    if (await page.evaluate(isAtWork)) return;
    page.release();
  }
  throw new Error('No run had two steps at work for long enough to take a picture.');
}

function emptyFloor(page) {
  const snapshot = { type: 'snapshot', epoch: 'sample', n: 0, data: { runs: [], agents: [] } };
  return page.routeWebSocket(socket, (line) => {
    line.onMessage((text) => {
      const { type } = JSON.parse(text);
      if (type === 'resume') line.send(JSON.stringify({ ...snapshot, at: new Date().toISOString() }));
      if (type === 'ping') line.send('{"type": "pong"}');
    });
  });
}

function silentFloor(page) {
  return page.routeWebSocket(socket, () => {});
}

function brokenFloor(page) {
  return page.routeWebSocket(socket, (line) => line.close());
}

function idPath(base, id, rest = '') {
  return id === undefined ? null : `${base}/${id}${rest}`;
}

function workflowPath(rest) {
  return async (page) => idPath('/workflows', await firstOf('/api/workflow-definitions')(page), rest);
}

/** The first run of the first of these statuses that has any. */
function runPath(...statuses) {
  return async (page) => {
    for (const status of statuses) {
      const id = await firstOf(`/api/workflow-executions?status=${status}`)(page);
      if (id !== undefined) return `/runs/${id}`;
    }
    return null;
  };
}

/** The first of this type in a run that has any. */
function artifactPath(type) {
  return async (page) => {
    for (const { id } of await asked('/api/workflow-executions?status=completed')(page)) {
      const artifacts = await asked(`/api/workflow-executions/${id}/artifacts`)(page);
      const found = artifacts.find(({ mime_type }) => mime_type.startsWith(type));
      if (found !== undefined) return `/runs/${id}?artifact=${found.id}`;
    }
    return null;
  };
}
