package org.opsflow.domain.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored steps. Calls join the caller's transaction; each is a constant number of statements, whatever the sizes. */
public interface Steps {
    /**
     * A step in the queue, with what finds its definition.
     *
     * @param failedBy the session of its last try, if that failed or was lost
     */
    record Queued(UUID id, UUID runId, int ordinal, long orderKey, UUID definitionId, Optional<UUID> failedBy) {}

    void insert(List<StepRow> steps);

    /** Locks the rows until the commit, in the order of their ids; without outputs. Unknown ids are absent. */
    List<StepRow> lock(Collection<UUID> ids);

    /** As {@link #lock}, but only those that are in no final state. Only under the locks of their runs. */
    List<StepRow> lockOpen(Collection<UUID> ids);

    /** Locks those of the rows that are ready and that nobody else holds; the others are absent: a lost race. */
    List<StepRow> lockReady(Collection<UUID> ids);

    /** Outputs and summaries are only ever written: a row without them keeps those that are stored. */
    void update(List<StepRow> steps);

    /** Outputs as JSON, of those that have one. */
    Map<UUID, String> outputs(Collection<UUID> ids);

    /** The queue of one requirement after a place, in order, without locks. */
    List<Queued> queue(UUID workspaceId, UUID requirementKey, long afterOrderKey, UUID afterId, int limit);

    /** Makes the requirement readable for others; nothing happens when it is known. */
    void remember(UUID workspaceId, Collection<Requirement> requirements);

    /** Every requirement that a step of the workspace ever had. */
    List<Requirement> requirements(UUID workspaceId);
}
