package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which agents people have paused, as it is stored. Calls join the caller's transaction. */
public interface Pauses {
    /** An agent that is not retired. */
    record Known(UUID workspaceId, UUID agentId, String slug, String name) {}

    /**
     * A session of an agent.
     *
     * @param listens whether it is connected, or has heard that the agent is paused: it has to hear what comes next
     */
    record Process(UUID sessionId, String instance, boolean listens) {}

    /** An agent that is paused. */
    record Paused(Known agent, UUID by, Instant at) {}

    /** Locks the agent: nobody else pauses or resumes it, and no process of it says Hello, until the commit. */
    Optional<Known> lock(UUID workspaceId, String slug);

    boolean isPaused(UUID agentId);

    /** Locks the agent's sessions in the order of their ids, and makes every claim see whether it is paused. */
    List<Process> mark(UUID agentId, boolean paused);

    void begin(Paused paused);

    void end(UUID agentId);

    /** Whether one of its processes holds a step, or still ends one of a cancelled run. */
    boolean holdsWork(UUID agentId);

    /** Paused agents that still were at work when it was last noted, and hold nothing any more. */
    List<Paused> drained(int limit);

    /** False when it was noted before, or the agent was resumed. */
    boolean noteDrained(UUID agentId, Instant at);
}
