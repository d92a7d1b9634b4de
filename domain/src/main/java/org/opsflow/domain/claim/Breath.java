package org.opsflow.domain.claim;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The pause of a lane between two batches that follow each other closely. Those whom a batch answered write again at once;
 * the next batch takes them along instead of leaving them to the one after. A batch of many costs little more than one of
 * few, so under load all get through sooner. A lane that was idle does not wait.
 */
final class Breath {
    /** The longest pause, as a part of the batch before it. */
    private static final int PART = 4;

    /** Whatever the batch before it waited for. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int most;
    private final LongSupplier nanoTime;
    private long begun;
    private long until;
    private int expected;

    /**
     * @param most how many commands a batch may hold
     * @param nanoTime the process clock
     */
    Breath(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        until = nanoTime.getAsLong();
    }

    void begin() {
        begun = nanoTime.getAsLong();
    }

    /**
     * @param answered how many commands were in the batch
     * @param waiting how many came meanwhile
     */
    void end(int answered, int waiting) {
        long now = nanoTime.getAsLong();
        until = now + Math.min((now - begun) / PART, MOST_NANOS);
        expected = Math.min(answered + waiting, most);
    }

    /** For how many nanoseconds more is waited while so many wait; 0 or less when it is time. */
    long left(int waiting) {
        return waiting >= expected ? 0 : until - nanoTime.getAsLong();
    }
}
