package org.opsflow.domain.claim;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which of several seats that wait for a step gets it: the one with most of what the step prefers, then the one that did the
 * run's last step and has its directory, then the one that waits longest. It chooses among those that wait, and nobody has to
 * wait for it. Guarded by the {@link Dispatcher}'s lock.
 */
final class Routing {
    private static final int REMEMBERED = 10_000;

    /** The seats of connected sessions. */
    private final Map<UUID, Seat> seats = new HashMap<>();
    /** For each run the session that was last granted a step of it. */
    private final Map<UUID, UUID> lastOf = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
            return size() > REMEMBERED;
        }
    };

    void joined(Seat seat) {
        seats.put(seat.sessionId, seat);
    }

    void left(Seat seat) {
        seats.remove(seat.sessionId, seat);
    }

    void granted(UUID runId, Seat seat) {
        lastOf.put(runId, seat.sessionId);
    }

    /**
     * The seat that is to have the step, of those that wait in the window, of which there is one at least.
     *
     * @param able whether a seat could have it now
     */
    Seat choose(ReadyStep step, Window window, Predicate<Seat> able) {
        Seat first = window.waiting.iterator().next();
        if (window.waiting.size() == 1) {
            return first;
        }
        Optional<Seat> sticky = Optional.ofNullable(lastOf.get(step.runId()))
                .map(seats::get)
                .filter(seat -> window.waiting.contains(seat) && able.test(seat));
        Seat best = sticky.orElse(first);
        if (step.spec().preferred().isEmpty()) {
            return best;
        }
        long most = able.test(best) ? liked(step, best) : 0;
        for (Seat seat : window.waiting) {
            if (liked(step, seat) > most && able.test(seat)) {
                best = seat;
                most = liked(step, seat);
            }
        }
        return best;
    }

    private static long liked(ReadyStep step, Seat seat) {
        return step.spec().preferred().stream()
                .filter(seat.capabilities::contains)
                .count();
    }
}
