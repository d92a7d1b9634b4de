package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored artifacts. Calls join the caller's transaction. */
public interface Artifacts {
    void insert(Artifact artifact);

    Optional<Artifact> find(UUID workspaceId, UUID id);

    /** Whether the agent has, or had, an attempt in the run. */
    boolean isWorkerOf(UUID agentId, UUID runId);

    /** The same file of the same attempt, when it was stored before. */
    Optional<Artifact> same(UUID attemptId, String name, byte[] sha256);

    /** An artifact's place in its run, by time and then by id. */
    record Place(Instant createdAt, UUID id) {}

    /** Of one run, the oldest first, from the one after a place on. */
    List<Artifact> ofRun(UUID workspaceId, UUID runId, Optional<Place> after, int limit);
}
