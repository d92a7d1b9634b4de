package org.opsflow.domain.claim;

import java.util.Comparator;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.StepSpec;

/**
 * A step in the queue.
 *
 * @param orderKey the smaller is served first
 */
record ReadyStep(UUID id, UUID runId, UUID workspaceId, long orderKey, StepSpec spec) {
    static final Comparator<ReadyStep> ORDER =
            Comparator.comparingLong(ReadyStep::orderKey).thenComparing(ReadyStep::id, Ids::compareBytes);

    UUID requirementKey() {
        return spec.requirement().key();
    }
}
