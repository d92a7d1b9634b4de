package org.opsflow.domain.workflow;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    SKIPPED,
    /** Will not run or go on, because the run was cancelled. */
    CANCELLED;

    private static final Map<StepState, Set<StepState>> MOVES = Map.of(
            PENDING, Set.of(READY, SKIPPED, CANCELLED),
            READY, Set.of(LEASED, SKIPPED, CANCELLED),
            LEASED, Set.of(RUNNING, READY, FAILED, SKIPPED, CANCELLED),
            RUNNING, Set.of(COMPLETED, READY, FAILED, SKIPPED, CANCELLED),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            SKIPPED, Set.of(),
            CANCELLED, Set.of());

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
        return switch (this) {
            case READY, LEASED -> PENDING.word();
            case CANCELLED -> SKIPPED.word();
            default -> word();
        };
    }

    /** Why a step did not come to an end of its own, in a word of the API; empty for the others. */
    public Optional<String> reason() {
        return switch (this) {
            case SKIPPED -> Optional.of("run_failed");
            case CANCELLED -> Optional.of("cancelled");
            default -> Optional.empty();
        };
    }

    public static StepState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
