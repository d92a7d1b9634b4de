package org.opsflow.domain.workflow;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a run is. All moves stand in one table. */
public enum RunState {
    /** Made; no step has begun. */
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    /** A person ended it before it was done. */
    CANCELLED;

    private static final Map<RunState, Set<RunState>> MOVES = Map.of(
            PENDING, Set.of(RUNNING, FAILED, CANCELLED),
            RUNNING, Set.of(COMPLETED, FAILED, CANCELLED),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            CANCELLED, Set.of());

    public boolean mayBecome(RunState next) {
        return MOVES.get(this).contains(next);
    }

    public boolean isFinal() {
        return MOVES.get(this).isEmpty();
    }

    /** The word in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
