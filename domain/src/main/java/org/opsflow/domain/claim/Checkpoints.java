package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The last checkpoint of each step, changed only under the lock of its step. Calls join the caller's transaction; each is a
 * constant number of statements.
 */
public interface Checkpoints {
    /** Steps without one are absent. */
    Map<UUID, Checkpoint> ofSteps(Collection<UUID> stepIds);

    /** Writes them in the place of earlier ones of the same steps, whose bytes are thrown away. */
    void put(List<CheckpointRow> rows);

    /** The runs that artifacts are of; unknown ones are absent. */
    Map<UUID, UUID> runsOf(Collection<UUID> artifactIds);
}
