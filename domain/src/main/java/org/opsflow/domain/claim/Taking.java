package org.opsflow.domain.claim;

import java.util.Locale;

/** Why an attempt is taken from its session. */
enum Taking {
    /** The session's lease ran out; only while that is so. */
    LEASE_EXPIRED,
    /** The agent lives, but its heartbeats do not name the attempt. */
    UNNAMED,
    /** The agent lives, and got nowhere for longer than the step allows. */
    STALLED,
    /** The agent left in good order. */
    GOODBYE,
    /** It was granted by a standing credit, and the agent does not want it. */
    DECLINED,
    /** It was granted by a standing credit, and the agent neither began it nor declined it. */
    UNSTARTED,
    /** The agent's process came back without the attempt, after a restart for example. */
    ABANDONED;

    /** Whether it counts against the step: one that brings down whoever works on it must fail in the end. */
    boolean isLoss() {
        return this != GOODBYE && this != DECLINED && this != UNSTARTED;
    }

    /** The reason that the attempt keeps. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
