package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored comments. Calls join the caller's transaction; each is one statement. */
public interface Comments {
    void insert(List<Comment> comments);

    /** A comment's place in its run, by time and then by id. */
    record Place(Instant createdAt, UUID id) {}

    /**
     * Of one run, the oldest first, from the one after a place on.
     *
     * @param stepId of which they are; those of all steps and of the run when empty
     */
    List<Comment> ofRun(UUID workspaceId, UUID runId, Optional<UUID> stepId, Optional<Place> after, int limit);
}
