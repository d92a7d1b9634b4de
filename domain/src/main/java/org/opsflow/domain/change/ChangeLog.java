package org.opsflow.domain.change;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The stored history. */
public interface ChangeLog {
    /**
     * Numbers and stores the changes, in their order. Must be the last thing a transaction does: it locks the heads of
     * the workspaces until the commit, which makes commit order equal number order.
     */
    List<ChangesCommitted> append(List<Change> changes, Instant at);

    /**
     * The changes after {@code since}, in order, at most {@code limit}, without a gap between them. The first may be
     * later than {@code since + 1}: what lies between is not kept any more, or is seen by the next call.
     */
    List<NumberedChange> after(UUID workspaceId, long since, int limit);

    /** The heads of the workspaces that have one. */
    Map<UUID, ChangeHead> heads(Collection<UUID> workspaceIds);

    /** Makes the head of a new workspace. */
    void begin(UUID workspaceId, String epoch);
}
