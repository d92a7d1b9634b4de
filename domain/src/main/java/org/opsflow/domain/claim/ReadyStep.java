package org.opsflow.domain.claim;

import java.util.Comparator;
import java.util.UUID;
import org.opsflow.domain.workflow.StepSpec;

/**
 * A step in the queue.
 *
 * @param orderKey the smaller is served first
 */
record ReadyStep(UUID id, UUID runId, UUID workspaceId, long orderKey, StepSpec spec) {
    static final Comparator<ReadyStep> ORDER =
            Comparator.comparingLong(ReadyStep::orderKey).thenComparing(ReadyStep::id, ReadyStep::compareBytes);

    UUID requirementKey() {
        return spec.requirement().key();
    }

    /** As the database compares BINARY(16): unsigned, while UUID compares signed. */
    static int compareBytes(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
