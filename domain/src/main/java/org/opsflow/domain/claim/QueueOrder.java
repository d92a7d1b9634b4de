package org.opsflow.domain.claim;

import java.time.Instant;

/**
 * The place of a step in the queue, one fixed number written when it becomes ready: the ready time, later by 10 minutes
 * for each class of lower priority, and by one second for each live step beyond 16 that its run already has. So nothing
 * starves (time goes on), and a run with thousands of steps lets others have their turn.
 *
 * <p>Live steps are ready, leased or running ones: counting only ready ones would need the run's lock in every claim.
 */
final class QueueOrder {
    private static final long CLASS_MICROS = 10L * 60 * 1_000_000;
    private static final long TURN_MICROS = 1_000_000;
    private static final int FREE_TURNS = 16;

    private QueueOrder() {}

    static long key(Instant ready, int priority, int liveSteps) {
        long micros = ready.getEpochSecond() * 1_000_000 + ready.getNano() / 1_000;
        return micros + priority * CLASS_MICROS + Math.max(0, liveSteps - FREE_TURNS) * TURN_MICROS;
    }
}
