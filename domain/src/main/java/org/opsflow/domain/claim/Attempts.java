package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The stored attempts. Calls join the caller's transaction; each is a constant number of statements. */
public interface Attempts {
    /** Which run and step an attempt belongs to; that never changes, so it is read without a lock. */
    record Place(UUID id, UUID runId, UUID stepId, UUID workspaceId) {}

    void insert(List<AttemptRow> attempts);

    List<Place> places(Collection<UUID> ids);

    /** Locks the rows until the commit, in the order of their ids. Unknown ids are absent. */
    List<AttemptRow> lock(Collection<UUID> ids);

    void update(List<AttemptRow> attempts);

    /** Attempts that the sessions hold, and those that they have to stop, without a lock. */
    List<AttemptRow> unfinishedOf(Collection<UUID> sessionIds);

    /** Attempts in one of the states whose session's lease ran out, by the database's clock, without a lock. */
    List<UUID> expired(Set<AttemptState> states, int limit);

    /** What the sessions of a node have to stop, without a lock. */
    List<Stop> stops(String node, int limit);
}
