package org.opsflow.domain.claim;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where an attempt is. All moves stand in one table. */
public enum AttemptState {
    /** Granted; the agent has not begun. */
    LEASED,
    RUNNING,
    COMPLETED,
    FAILED,
    /** The agent gave the step back unharmed. */
    RELEASED,
    /** The lease ran out, or the agent came back without it. */
    LOST,
    /** Its run was cancelled; its agent has not said yet that the work has ended. */
    STOPPING,
    /** Its run was cancelled, and its work has ended or its agent is gone. */
    CANCELLED;

    private static final Map<AttemptState, Set<AttemptState>> MOVES = Map.of(
            LEASED, Set.of(RUNNING, RELEASED, LOST, STOPPING),
            RUNNING, Set.of(COMPLETED, FAILED, RELEASED, LOST, STOPPING),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            RELEASED, Set.of(),
            LOST, Set.of(),
            STOPPING, Set.of(CANCELLED),
            CANCELLED, Set.of());

    public boolean mayBecome(AttemptState next) {
        return MOVES.get(this).contains(next);
    }

    /** An agent holds it. */
    public boolean isOpen() {
        return this == LEASED || this == RUNNING;
    }

    /** No agent works on it any more, as far as is known. */
    public boolean isOver() {
        return MOVES.get(this).isEmpty();
    }

    /** The word in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AttemptState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
