package org.opsflow.domain.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored agents. */
public interface Agents {
    void add(Agent agent);

    /** Whether the workspace has an agent of this slug, retired ones included. */
    boolean has(UUID workspaceId, String slug);

    /** The agent of this slug, unless it is retired. */
    Optional<Agent> find(UUID workspaceId, String slug);

    /** The agents that are not retired, the oldest first. */
    List<Agent> of(UUID workspaceId);
}
