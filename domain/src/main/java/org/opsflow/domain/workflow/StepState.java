package org.opsflow.domain.workflow;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a step is. All moves stand in one table. */
public enum StepState {
    /** Waits for the steps it needs. */
    PENDING,
    /** In the queue. */
    READY,
    /** Claimed by an agent that has not begun. */
    LEASED,
    RUNNING,
    COMPLETED,
    FAILED,
    /** Will not run, because the run failed. */
    SKIPPED;

    private static final Map<StepState, Set<StepState>> MOVES = Map.of(
            PENDING, Set.of(READY, SKIPPED),
            READY, Set.of(LEASED, SKIPPED),
            LEASED, Set.of(RUNNING, READY, FAILED, SKIPPED),
            RUNNING, Set.of(COMPLETED, READY, FAILED, SKIPPED),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            SKIPPED, Set.of());

    public boolean mayBecome(StepState next) {
        return MOVES.get(this).contains(next);
    }

    public boolean isFinal() {
        return MOVES.get(this).isEmpty();
    }

    /** In the queue or with an agent. */
    public boolean isLive() {
        return this == READY || this == LEASED || this == RUNNING;
    }

    /** The finer word, in the database and in the API's {@code state}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The coarse word of the API's {@code status}. */
    public String status() {
        return this == READY || this == LEASED ? PENDING.word() : word();
    }

    public static StepState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
