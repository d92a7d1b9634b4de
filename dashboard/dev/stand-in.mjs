// A stand-in for the server, for work on the dashboard alone: serves the built site and plays sample runs as
// docs/live.md promises them. Everything it shows is made up and labelled "sample".
//
//   npm run build && node dev/stand-in.mjs [--port 8090] [--empty] [--still] [--speed 1] [--history 12] [--lines 3]
//                                            [--role viewer] [--connects 6]
//
// Sign in with any email and the password "sample".
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { Definitions } from './sample-definitions.mjs';
import { Floor, definitions as samples } from './sample-floor.mjs';
import { People } from './sample-people.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8090' },
    empty: { type: 'boolean', default: false },
    still: { type: 'boolean', default: false },
    speed: { type: 'string', default: '1' },
    history: { type: 'string', default: '12' },
    seed: { type: 'string', default: '7' },
    lines: { type: 'string', default: '3' },
    connects: { type: 'string', default: '6' },
    role: { type: 'string', default: 'admin' },
  },
});
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const floor = new Floor({
  empty: values.empty,
  still: values.still,
  speed: Number(values.speed),
  history: Number(values.history),
  seed: Number(values.seed),
  lines: Number(values.lines),
});
const definitions = new Definitions(values.empty ? [] : samples);
const me = {
  person: { id: 'person_sample', name: 'Ada Sample', email: 'ada@sample.test' },
  workspace: { id: 'ws_sample', slug: 'sample', name: 'Sample workspace' },
  role: values.role,
  permissions: permissionsOf(values.role),
  csrf_token: 'sample-csrf',
};
const people = new People(me);
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
let wrongTries = 0;

/** Roughly the matrix of docs/security.md. */
function permissionsOf(role) {
  const member = ['PUBLISH_DEFINITION', 'START_RUN', 'CANCEL_RUN', 'REGISTER_AGENT', 'MANAGE_OWN_KEYS'];
  const admin = ['RENAME_WORKSPACE', 'RETIRE_AGENT', 'MANAGE_AGENT_KEYS', 'MANAGE_MEMBERS', 'READ_AUDIT'];
  if (role === 'viewer') return ['VIEW_WORKSPACE', 'VIEW_MEMBERS', 'OWN_ACCOUNT'];
  return [...permissionsOf('viewer'), ...member, ...(role === 'member' ? [] : admin)];
}

const signedIn = (request) => /opsflow_session=sample/.test(request.headers.cookie ?? '');

function json(response, status, body, headers = {}) {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, ...headers });
  response.end(status === 204 ? '' : JSON.stringify(body));
}
const data = (response, body, status = 200, headers = {}) =>
  json(response, status, { success: true, data: body }, headers);

function problem(response, status, code, title, headers, errors = []) {
  const type = `https://opsflow.org/problems/${code}`;
  json(
    response,
    status,
    { type, code, title, status, detail: title, success: false, error: title, errors },
    headers,
  );
}

async function textOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

async function bodyOf(request) {
  const text = await textOf(request);
  return text === '' ? {} : JSON.parse(text);
}

async function api(request, response, path) {
  if (path === '/api/health') return json(response, 200, { status: 'ok', environment: 'sample' });
  if (path === '/api/auth/login') {
    const { password } = await bodyOf(request);
    if (wrongTries >= 5)
      return problem(response, 429, 'rate_limited', 'Too many tries', { 'Retry-After': '20' });
    if (password !== 'sample') {
      wrongTries += 1;
      if (wrongTries >= 5)
        setTimeout(() => {
          wrongTries = 0;
        }, 20_000).unref();
      return problem(response, 401, 'invalid_credentials', 'Email or password is not right');
    }
    wrongTries = 0;
    return data(response, me, 200, {
      'Set-Cookie': 'opsflow_session=sample; HttpOnly; SameSite=Lax; Path=/',
    });
  }
  if (path === '/api/invitations/accept') return accept(request, response);
  if (!signedIn(request)) return problem(response, 401, 'unauthenticated', 'Sign in first');
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== me.csrf_token) {
    return problem(response, 403, 'csrf', 'The CSRF token is missing');
  }
  if (path === '/api/auth/me') return data(response, me);
  if (path === '/api/auth/workspace') {
    people.choose((await bodyOf(request)).workspace);
    return json(response, 204, null);
  }
  if (path.startsWith('/api/auth/') && path !== '/api/auth/logout') return account(request, response, path);
  if (path === '/api/auth/logout') {
    return json(response, 204, null, { 'Set-Cookie': 'opsflow_session=; Max-Age=0; Path=/' });
  }
  const [, , kind, id, sub, leaf] = path.split('/');
  if (kind === 'agent-door') return data(response, { address: '127.0.0.1:9090' });
  if (kind === 'agents') return agents(request, response, id, sub, leaf);
  if (peopleCalls[kind] !== undefined) return peopleCalls[kind](request, response, id);
  if (kind === 'workflow-definitions') return define(request, response, id);
  if (kind === 'workflow-executions' && request.method === 'POST' && !id) return start(request, response);
  if (kind === 'workflow-executions' && !id) {
    const status = new URL(request.url, 'http://sample').searchParams.get('status');
    return data(response, floor.list(status));
  }
  if (kind === 'workflow-executions' && id && sub === 'artifacts')
    return data(response, floor.artifactsOf(id));
  if (kind === 'workflow-executions' && id) {
    const run = floor.run(id);
    return run ? data(response, run) : problem(response, 404, 'not_found', `There is no run ${id}`);
  }
  if (kind === 'workflow-steps' && sub === 'logs' && leaf === 'output') {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (first === undefined) return data(response, floor.output(id));
    response.writeHead(206, { 'Content-Type': 'text/plain; charset=utf-8' });
    return response.end(floor.outputPart(id, Number(first), Number(last)));
  }
  if (kind === 'workflow-steps') {
    const step = floor.step(id);
    return step ? data(response, step) : problem(response, 404, 'not_found', `There is no step ${id}`);
  }
  if (sub === 'messages') return data(response, []);
  if (kind === 'artifacts') {
    const artifact = floor.artifact(id);
    if (!artifact) return problem(response, 404, 'not_found', `There is no artifact ${id}`);
    response.writeHead(200, {
      'Content-Type': artifact.mime_type,
      'Content-Disposition': `${request.url.includes('inline=1') ? 'inline' : 'attachment'}; filename="${artifact.name}"`,
    });
    return response.end(artifact.content);
  }
  return problem(response, 404, 'not_found', `There is nothing at ${path}`);
}

const peopleCalls = {
  async members(request, response, id) {
    if (request.method === 'GET') return page(response, people.members);
    if (request.method === 'PATCH')
      return data(response, people.changeRole(id, (await bodyOf(request)).role));
    people.remove(id);
    return json(response, 204, null);
  },
  async invitations(request, response, id) {
    if (request.method === 'GET') return data(response, people.invitations);
    if (request.method === 'POST') return data(response, people.invite(await bodyOf(request)), 201);
    people.revoke(id);
    return json(response, 204, null);
  },
  async workspaces(request, response) {
    if (request.method === 'GET') return data(response, people.workspaces);
    const body = await bodyOf(request);
    if (request.method === 'POST') return data(response, people.create(body), 201);
    return data(response, people.rename(body.name));
  },
  async 'api-keys'(request, response, id) {
    if (request.method === 'GET') return data(response, people.keys);
    if (request.method === 'POST') return data(response, people.issueKey(await bodyOf(request)), 201);
    people.revokeKey(id);
    return json(response, 204, null);
  },
  async audit(request, response) {
    const found = people.auditPage(new URL(request.url, 'http://sample').searchParams);
    return page(response, found.data, found.next_cursor);
  },
};

/** Any token but those that begin with "gone". */
async function accept(request, response) {
  const { token, name } = await bodyOf(request);
  if (token.startsWith('gone')) return problem(response, 401, 'invitation_gone', 'It is used');
  me.person.name = name;
  return json(response, 204, null, {
    'Set-Cookie': 'opsflow_session=sample; HttpOnly; SameSite=Lax; Path=/',
  });
}

function page(response, elements, next_cursor = null) {
  return json(response, 200, { success: true, data: elements, meta: { next_cursor } });
}

async function define(request, response, id) {
  if (request.method === 'GET' && !id) return data(response, definitions.list());
  if (request.method === 'GET') {
    const version = Number(new URL(request.url, 'http://sample').searchParams.get('version')) || null;
    const found = definitions.find(id, version);
    return found ? data(response, found) : problem(response, 404, 'not_found', `There is no workflow ${id}`);
  }
  const yaml = await textOf(request);
  const errors = definitions.errors(yaml);
  if (id === 'validate') return data(response, { valid: errors.length === 0, errors });
  if (errors.length === 0) return data(response, definitions.publish(yaml), 201);
  const fields = errors.map(({ path, ...error }) => ({ field: path, ...error }));
  return problem(response, 422, 'invalid', 'The request is not valid', {}, fields);
}

async function agents(request, response, id, sub, leaf) {
  const call = `${request.method} ${id ? (sub ?? 'one') : 'all'}`;
  if (call === 'GET all') return data(response, floor.agents);
  if (call === 'POST all') {
    const agent = floor.register(await bodyOf(request), Number(values.connects) * 1000);
    return data(response, { agent, api_key: `owf_${agent.id}_${secret()}` }, 201);
  }
  if (call === 'POST retire') {
    floor.retire(id);
    return data(response, {});
  }
  if (call === 'GET keys') return data(response, keysOf(id));
  if (call === 'POST keys') {
    const text = `owf_${id}_${secret()}`;
    const key = {
      ...keysOf(id)[0],
      id: `key_${Date.now()}`,
      prefix: text.slice(0, -28),
      created_at: new Date(),
    };
    keysOf(id).push({ ...key, last_used_at: null });
    return data(response, { key, api_key: text }, 201);
  }
  if (call === 'DELETE keys') {
    agentKeys.set(
      id,
      keysOf(id).filter((key) => key.id !== leaf),
    );
    return json(response, 204, null);
  }
  return problem(response, 404, 'not_found', `There is no agent ${id}`);
}

const agentKeys = new Map();
function keysOf(id) {
  if (!agentKeys.has(id)) {
    const at = new Date(Date.now() - 7_200_000).toISOString();
    agentKeys.set(id, [
      {
        id: 'key_1',
        name: 'first',
        prefix: `owf_${id}_Sam1`,
        scopes: ['task-only'],
        created_at: at,
        last_used_at: at,
        expires_at: null,
      },
    ]);
  }
  return agentKeys.get(id);
}

const secret = () => `Sample${randomBytes(20).toString('hex').slice(0, 26)}`;

const browsers = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'curl/8.0',
];
let signIns = browsers.map((user_agent, i) => {
  const at = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
  return {
    ...{ id: `session_${i}`, current: i === 0, address: `192.0.2.${i + 1}`, user_agent },
    ...{ created_at: at(5 * i + 1), last_used_at: at(i), expires_at: at(-24 * (14 - i)) },
  };
});

async function account(request, response, path) {
  const [, , , what, id] = path.split('/');
  if (what === 'me' && request.method === 'PATCH') {
    me.person.name = (await bodyOf(request)).name;
    return data(response, me);
  }
  if (what === 'password') {
    const { current_password } = await bodyOf(request);
    if (current_password === 'sample') return json(response, 204, null);
    return problem(response, 401, 'invalid_credentials', 'The present password is not this one.');
  }
  if (request.method === 'GET') return data(response, signIns);
  signIns = signIns.filter((one) => one.current || (id !== undefined && one.id !== id));
  return data(response, {});
}

async function start(request, response) {
  const run = await bodyOf(request);
  if (run.args.repository === 'nowhere') {
    return problem(response, 422, 'invalid', 'The request is not valid', {}, [
      { field: 'args.repository', message: 'is no address of a repository' },
    ]);
  }
  return data(response, floor.start(run), 201);
}

function site(response, path) {
  const wanted = join(dist, normalize(path));
  const file =
    path !== '/' && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html');
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://sample').pathname;
  if (!path.startsWith('/api/')) return site(response, path);
  api(request, response, path).catch((error) => problem(response, 500, 'internal', String(error)));
});

const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'opsflow.v1' });
server.on('upgrade', (request, socket, head) => {
  if (!request.url.startsWith('/ws/board') || !signedIn(request)) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (client) => converse(client));
});

function converse(client) {
  const watched = new Set();
  const send = (frame) => client.readyState === client.OPEN && client.send(JSON.stringify(frame));
  const unsubscribe = floor.subscribe((frame) => {
    if (frame.type !== 'log' || watched.has(frame.step_id)) send(frame);
  });
  client.on('close', unsubscribe);
  client.on('message', (text) => {
    const frame = JSON.parse(text);
    if (frame.type === 'resume') send(floor.resume(frame));
    else if (frame.type === 'watch') watched.add(frame.step_id);
    else if (frame.type === 'unwatch') watched.delete(frame.step_id);
    else if (frame.type === 'ping') send({ type: 'pong' });
    else send({ type: 'error', code: 'unknown_frame', message: `Unknown type ${frame.type}` });
  });
}

server.listen(Number(values.port), '127.0.0.1', () => {
  console.log(`Sample board: http://127.0.0.1:${server.address().port}  (any email, password "sample")`);
});
