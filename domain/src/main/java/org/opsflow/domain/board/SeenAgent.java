package org.opsflow.domain.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.agent.AgentPause;

/**
 * An agent with its processes.
 *
 * @param instances those that are connected
 * @param pause empty unless a person paused it
 */
public record SeenAgent(Agent agent, List<AgentInstance> instances, Optional<AgentPause> pause) {
    /** One of a workspace whose processes and pauses have been read. */
    static SeenAgent of(Agent agent, Map<UUID, List<AgentInstance>> instances, Map<UUID, AgentPause> pauses) {
        return new SeenAgent(
                agent, instances.getOrDefault(agent.id(), List.of()), Optional.ofNullable(pauses.get(agent.id())));
    }
}
