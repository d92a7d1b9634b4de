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
    LOST;

    private static final Map<AttemptState, Set<AttemptState>> MOVES = Map.of(
            LEASED, Set.of(RUNNING, RELEASED, LOST),
            RUNNING, Set.of(COMPLETED, FAILED, RELEASED, LOST),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            RELEASED, Set.of(),
            LOST, Set.of());

    public boolean mayBecome(AttemptState next) {
        return MOVES.get(this).contains(next);
    }

    /** An agent holds it. */
    public boolean isOpen() {
        return !MOVES.get(this).isEmpty();
    }

    /** The word in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AttemptState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
