package org.opsflow.domain.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.IssuedKey;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.KeyRing;
import org.opsflow.domain.identity.KeyStore;
import org.opsflow.domain.identity.NewKey;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/** The keys of agents. One is replaced by making another, giving it to the agent, and revoking the first. */
@ApplicationScoped
public class AgentKeys {
    private final Agents agents;
    private final KeyStore keys;
    private final KeyIssue issue;
    private final KeyRing ring;

    @Inject
    public AgentKeys(Agents agents, KeyStore keys, KeyIssue issue, KeyRing ring) {
        this.agents = agents;
        this.keys = keys;
        this.issue = issue;
        this.ring = ring;
    }

    AgentKeys() {
        this(null, null, null, null);
    }

    /** Those that are not revoked, the oldest first. */
    @Transactional
    public List<ApiKey> list(Caller caller, String slug) {
        caller.require(Permission.MANAGE_AGENT_KEYS);
        return of(agent(caller, slug));
    }

    @Transactional
    public IssuedKey create(Caller caller, String slug, NewKey wanted) {
        caller.require(Permission.MANAGE_AGENT_KEYS);
        Agent agent = agent(caller, slug);
        return ring.issue(
                caller,
                Role.BOT,
                of(agent),
                wanted,
                checked -> issue.toAgent(agent.workspaceId(), agent.id(), agent.slug(), checked));
    }

    @Transactional
    public void revoke(Caller caller, String slug, String id) {
        caller.require(Permission.MANAGE_AGENT_KEYS);
        ring.revoke(caller, of(agent(caller, slug)), id);
    }

    /** Part of the caller's transaction, for an agent that retires: its conversations end at once. */
    public void revokeAll(Caller caller, Agent agent) {
        of(agent).forEach(key -> ring.revoke(caller, key));
    }

    private List<ApiKey> of(Agent agent) {
        return keys.ofAgent(agent.workspaceId(), agent.id());
    }

    private Agent agent(Caller caller, String slug) {
        return Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> agents.find(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
    }
}
