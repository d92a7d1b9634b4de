package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** An attempt of a session, as far as its node knows, and what its agent lately said of its progress. */
final class Work {
    /** Progress is stored no more often, so that an agent which tells of it every second costs nothing. */
    private static final long STORED_EVERY = Duration.ofSeconds(30).toNanos();

    private final UUID runId;
    private final UUID stepId;
    private final long fence;
    private final long since = System.nanoTime();
    private final AtomicBoolean perhapsStalled;
    private volatile boolean unstarted;
    private volatile long wentOn = since;
    /** Up to where {@link #wentOn} is stored. */
    private volatile long stored = since;

    /**
     * @param unstarted whether it was granted without an offer: then the agent has to begin or decline it soon
     * @param perhapsStalled whether people may be shown that it is stalled
     */
    Work(UUID runId, UUID stepId, long fence, boolean unstarted, boolean perhapsStalled) {
        this.runId = runId;
        this.stepId = stepId;
        this.fence = fence;
        this.unstarted = unstarted;
        this.perhapsStalled = new AtomicBoolean(perhapsStalled);
    }

    UUID runId() {
        return runId;
    }

    UUID stepId() {
        return stepId;
    }

    long fence() {
        return fence;
    }

    boolean isUnstarted() {
        return unstarted;
    }

    void reported() {
        unstarted = false;
    }

    boolean isOlderThan(Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    /** The agent tells of progress. */
    void goesOn() {
        wentOn = System.nanoTime();
    }

    /** When there was progress last, by the process clock. */
    long wentOn() {
        return wentOn;
    }

    /** Whether there was progress that is not stored. */
    boolean hasUnstored() {
        return wentOn - stored > 0;
    }

    /** Whether progress is to be stored without need. */
    boolean isStoringDue() {
        return hasUnstored() && System.nanoTime() - stored > STORED_EVERY;
    }

    /** @param upTo which progress is stored, as {@link #wentOn} told it */
    void stored(long upTo) {
        stored = upTo;
    }

    void perhapsStalled() {
        perhapsStalled.set(true);
    }

    /** Whether it may be shown as stalled; not any more afterwards. */
    boolean takePerhapsStalled() {
        return perhapsStalled.getAndSet(false);
    }
}
