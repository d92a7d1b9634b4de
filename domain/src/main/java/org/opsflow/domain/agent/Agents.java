package org.opsflow.domain.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored agents. */
public interface Agents {
    /** @throws org.opsflow.domain.shared.Problem {@code agent_exists} when another took the slug at the same moment */
    void add(Agent agent);

    /** Whether the workspace has an agent of this slug, retired ones included. */
    boolean has(UUID workspaceId, String slug);

    /** The agent of this slug, unless it is retired. */
    Optional<Agent> find(UUID workspaceId, String slug);

    /** The agent of this slug, retired or not. */
    Optional<Agent> known(UUID workspaceId, String slug);

    /** Stores what was changed in an agent that was found in this transaction. */
    void changed(Agent agent);

    /** An agent's place among all, by time and then by slug. */
    record Place(Instant createdAt, String slug) {}

    /** As {@link #of(UUID)}, from the one after a place on. */
    List<Agent> of(UUID workspaceId, Optional<Place> after, int limit);

    /** How the agents are called, retired ones too. */
    Map<UUID, Face> faces(UUID workspaceId, Collection<UUID> ids);

    /** What an agent is called. */
    record Face(String slug, String name) {}

    /** The agents that are not retired, the oldest first. */
    List<Agent> of(UUID workspaceId);
}
