package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored controls. Calls join the caller's transaction; each is a constant number of statements. */
public interface Controls {
    /** An attempt at work and the process that holds it. */
    record Work(Control.Addressee to, Control.Subject attempt) {}

    boolean hasStep(UUID workspaceId, UUID stepId);

    /** Locks the attempt that holds the step: it does not end before the commit. */
    Optional<Work> lockWork(UUID workspaceId, UUID stepId);

    /** The last Pause or Resume about the attempt that has not expired. */
    Optional<Control> lastHalt(UUID attemptId);

    /** How many about the attempt have not been acknowledged. */
    int countOpen(UUID attemptId);

    Optional<Control> find(UUID id);

    /** About attempts of the step, in the order in which they were asked. */
    List<Control> ofStep(UUID workspaceId, UUID stepId);

    /** Those not acknowledged about attempts that have ended, as they were. */
    List<Control> outlived(int limit);

    /** False when it was acknowledged or expired before. */
    boolean expire(UUID id, Instant at);

    void insert(List<Control> controls);

    /** What the process behind the session has to hear of, in the order in which it was asked. */
    List<Control> openOf(UUID sessionId);

    /** Connected sessions of a node that have not been told everything, without a lock. */
    List<UUID> untold(String node, int limit);

    /**
     * False when it was delivered before, or is of no use any more, or its process has another connection by now.
     *
     * @param epoch of the connection on which it was written
     */
    boolean deliver(UUID id, long epoch, Instant at);

    /** What the process acknowledges, if it was for it and still open: once. */
    Optional<Control> acknowledge(UUID id, UUID sessionId, Instant at);

    /** Those of the kind that speak of the agent itself and are open are of no use any more. */
    void expire(Collection<UUID> sessionIds, Control.Kind kind, Instant at);
}
