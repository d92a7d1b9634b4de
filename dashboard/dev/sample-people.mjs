// The sample workspace's people, invitations, keys, workspaces and audit log, in memory.
import { randomBytes } from 'node:crypto';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (before) => new Date(Date.now() - before).toISOString();

const actions = [
  ['auth.login', 'refused', 'invalid_credentials', 'nobody', 6],
  ['access', 'refused', 'scope', 'agent', 17],
  ['api_key.create', 'done', null, 'person', 1],
  ['auth.login', 'done', null, 'person', 1],
  ['member.role_changed', 'done', null, 'person', 1],
  ['access', 'refused', 'forbidden', 'person', 2],
  ['invitation.create', 'done', null, 'person', 1],
];
const actors = {
  nobody: { type: 'nobody', id: null, name: null },
  agent: { type: 'agent', id: 'atlas', name: 'Atlas' },
  person: { type: 'person', id: 'person_sample', name: 'Ada Sample' },
};

export class People {
  /** @param me as `GET /api/auth/me` answers it */
  constructor(me) {
    this.me = me;
    const member = (id, name, role, days) => ({
      ...{ id, name, email: `${id.replace('person_', '')}@sample.test`, role, joined_at: at(days * DAY) },
    });
    this.members = [
      member('person_owner', 'Olivia Sample', 'owner', 40),
      { ...member(me.person.id, me.person.name, me.role, 38), email: me.person.email },
      member('person_grace', 'Grace Sample-with-a-rather-long-name', 'member', 12),
      member('person_viktor', 'Viktor Sample', 'viewer', 2),
    ];
    this.invitations = [
      this.#invitation('joan@sample.test', 'member', 3),
      this.#invitation('li@sample.test', 'viewer', 1),
    ];
    this.workspaces = [
      { ...me.workspace, role: me.role, active: true, created_at: at(40 * DAY) },
      {
        id: 'ws_night',
        slug: 'night',
        name: 'Night shift',
        role: 'viewer',
        active: false,
        created_at: at(9 * DAY),
      },
    ];
    this.keys = [this.#key('Deployment', ['run:create', 'read-only'], at(-90 * DAY))];
    this.audit = Array.from({ length: 120 }, (_, i) => this.#entry(i));
  }

  changeRole(id, role) {
    if (role === 'owner') for (const one of this.members) if (one.role === 'owner') one.role = 'admin';
    const member = this.members.find((one) => one.id === id);
    return member && Object.assign(member, { role });
  }

  remove(id) {
    this.members = this.members.filter((one) => one.id !== id);
  }

  invite({ email, role }) {
    this.invitations = this.invitations.filter((one) => one.email !== email);
    const invitation = this.#invitation(email, role, 0);
    this.invitations.push(invitation);
    return { invitation, token: `Sample-${randomBytes(18).toString('base64url')}` };
  }

  revoke(id) {
    this.invitations = this.invitations.filter((one) => one.id !== id);
  }

  create({ name }) {
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const workspace = { id: `ws_${slug}`, slug, name, role: 'owner', active: false, created_at: at(0) };
    this.workspaces.push(workspace);
    return workspace;
  }

  /** The floor stays the same: it is a sample. */
  choose(slug) {
    for (const one of this.workspaces) one.active = one.slug === slug;
    const { id, name, role } = this.workspaces.find((one) => one.active);
    Object.assign(this.me, { workspace: { id, slug, name }, role });
  }

  rename(name) {
    const workspace = this.workspaces.find((one) => one.active);
    this.me.workspace.name = name;
    return Object.assign(workspace, { name });
  }

  issueKey({ name, scopes, expires_at = null }) {
    const key = this.#key(name, scopes, expires_at);
    this.keys.push(key);
    return { key, api_key: `${key.prefix}${randomBytes(14).toString('hex')}` };
  }

  revokeKey(id) {
    this.keys = this.keys.filter((one) => one.id !== id);
  }

  /** A page, and where the next one begins. */
  auditPage(query) {
    const asked = (field, value) => !query.has(field) || query.get(field) === value;
    const found = this.audit.filter(
      (one) =>
        asked('outcome', one.outcome) &&
        asked('action', one.action) &&
        asked('actor', one.actor.id) &&
        asked('address', one.address),
    );
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return { data: found.slice(from, to), next_cursor: to < found.length ? String(to) : null };
  }

  #invitation(email, role, days) {
    return {
      ...{ id: `inv_${email.split('@')[0]}`, email, role, invited_by: this.me.person.id },
      ...{ created_at: at(days * DAY), expires_at: at((days - 7) * DAY) },
    };
  }

  #key(name, scopes, expires_at) {
    const prefix = `owf_u-ada_${randomBytes(2).toString('hex')}`;
    return {
      id: `key_${prefix}`,
      name,
      prefix,
      scopes,
      created_at: at(DAY),
      last_used_at: at(HOUR),
      expires_at,
    };
  }

  #entry(i) {
    const [action, outcome, code, actor, times] = actions[i % actions.length];
    return {
      ...{ id: `audit_${i}`, at: at(i * 0.7 * HOUR + 60_000), last_at: at(i * 0.7 * HOUR + 20_000), times },
      ...{ action, outcome, code, actor: actors[actor], key_id: actor === 'agent' ? 'key_1' : null },
      ...{ address: `192.0.2.${10 + (i % 5)}`, user_agent: 'Mozilla/5.0 (sample)' },
      target: { type: 'operation', id: 'GET /api/agents' },
      details: actor === 'agent' ? { needed: 'read-only' } : {},
    };
  }
}
