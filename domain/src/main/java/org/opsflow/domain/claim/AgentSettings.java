package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people set for agents, as it is stored. Calls join the caller's transaction. */
public interface AgentSettings {
    /**
     * The settings of one agent.
     *
     * @param json an object
     * @param by the person's id
     * @param name theirs; empty where the person is not known any more
     */
    record Kept(String json, Instant at, UUID by, Optional<String> name) {}

    /** Empty when nobody has set anything. */
    Optional<Kept> of(UUID agentId);

    void put(Pauses.Known agent, Kept settings);

    /** The agent's processes that are connected, or have not acknowledged earlier settings. */
    List<Pauses.Process> processes(UUID agentId);
}
