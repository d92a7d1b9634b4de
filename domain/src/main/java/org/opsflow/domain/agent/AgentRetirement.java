package org.opsflow.domain.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/**
 * Lets an agent work no more: its keys open nothing, its connections end, and what it holds goes back to the queue when
 * its lease has run out. What it did stays under its name.
 */
@ApplicationScoped
public class AgentRetirement {
    private final Agents agents;
    private final AgentKeys keys;
    private final ChangeRecorder changes;
    private final InstantSource clock;

    @Inject
    public AgentRetirement(Agents agents, AgentKeys keys, ChangeRecorder changes, InstantSource clock) {
        this.agents = agents;
        this.keys = keys;
        this.changes = changes;
        this.clock = clock;
    }

    AgentRetirement() {
        this(null, null, null, null);
    }

    /** Nothing happens when it is retired already. */
    @Transactional
    public Agent retire(Caller caller, String slug) {
        caller.require(Permission.RETIRE_AGENT);
        Agent agent = Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> agents.known(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
        if (!agent.isRetired()) {
            keys.revokeAll(caller, agent);
            agent.retire(clock.instant());
            agents.changed(agent);
            changes.record(List.of(new Change(
                    agent.workspaceId(), "worker.retired", JsonText.object(json -> json.write("agent_id", agent.slug())
                            .write("name", agent.name())))));
        }
        return agent;
    }
}
