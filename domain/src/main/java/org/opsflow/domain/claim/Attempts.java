package org.opsflow.domain.claim;

import java.time.Duration;
import java.time.Instant;
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

    /**
     * Progress that its agent told of.
     *
     * @param ago how long ago it was
     */
    record Progress(UUID attemptId, Duration ago) {}

    /** Stores progress of open attempts, by the database's clock. */
    void progressed(List<Progress> progress);

    /**
     * An open attempt of which the stored progress does not agree with what people are shown.
     *
     * @param progressAt when the last was, as it is stored
     * @param stalled whether it is shown as stalled, though there was progress since; else there was none for too long
     */
    record Standstill(Place place, UUID sessionId, Instant progressAt, boolean stalled) {}

    /**
     * Of the sessions of a node, by the database's clock, without a lock. Silence counts from when the agent connected: what it
     * did before, while it could not be heard, is known to nobody.
     */
    List<Standstill> standstills(String node, int limit);

    /** Attempts that the sessions hold, and those that they have to stop, without a lock. */
    List<AttemptRow> unfinishedOf(Collection<UUID> sessionIds);

    /** Attempts in one of the states whose session's lease ran out, by the database's clock, without a lock. */
    List<UUID> expired(Set<AttemptState> states, int limit);

    /** What the sessions of a node have to stop, without a lock. */
    List<Stop> stops(String node, int limit);
}
