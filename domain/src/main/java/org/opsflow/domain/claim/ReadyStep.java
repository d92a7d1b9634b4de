package org.opsflow.domain.claim;

import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.StepSpec;

/**
 * A step in the queue.
 *
 * @param orderKey the smaller is served first
 * @param failedBy the session of its last try, if that failed or was lost
 */
record ReadyStep(UUID id, UUID runId, UUID workspaceId, long orderKey, StepSpec spec, Optional<UUID> failedBy) {
    static final Comparator<ReadyStep> ORDER =
            Comparator.comparingLong(ReadyStep::orderKey).thenComparing(ReadyStep::id, Ids::compareBytes);

    /** One that nobody has failed. */
    ReadyStep(UUID id, UUID runId, UUID workspaceId, long orderKey, StepSpec spec) {
        this(id, runId, workspaceId, orderKey, spec, Optional.empty());
    }

    UUID requirementKey() {
        return spec.requirement().key();
    }
}
