package org.opsflow.domain.claim;

import java.util.UUID;

/** Claims steps for one seat, on behalf of its agent. Calls return at once: the {@link Dispatcher}'s lock is held. */
interface Claimant {
    /** What to put into a batch so that the agent gets the step; its reply goes to {@link #claimed}. */
    Lane.Ticket ticket(UUID attemptId, ReadyStep step);

    /** Queues the ticket. False when the server is full: nothing was queued. */
    boolean queue(Lane.Ticket ticket);
}
