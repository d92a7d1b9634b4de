package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;

/**
 * Who is not to have which step for now: who declined it, and who failed or lost it while somebody else here could do it. It
 * never keeps a step from everybody for long. All times are by the process clock. Guarded by the {@link Dispatcher}'s lock.
 */
final class Exclusions {
    /** Others, on other nodes too, have the first go at a step that somebody failed. */
    static final Duration FIRST_GO = Duration.ofSeconds(1);
    /** Those who could do it may be busy for ever. */
    static final Duration MOST = Duration.ofMinutes(10);

    private static final int REMEMBERED = 10_000;

    /** Something that may be possible from then on. */
    private record Later(long at, Runnable trial) {}

    /** For each step the sessions that failed it, and when they did. */
    private final Map<UUID, Map<UUID, Long>> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Map<UUID, Long>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Queue<Later> later =
            new PriorityQueue<>(Comparator.comparing(Later::at, (one, other) -> Long.signum(one - other)));

    /** The step became ready just now. */
    void ready(ReadyStep step, long now) {
        step.failedBy().ifPresent(session -> failures(step).put(session, now));
    }

    /** The step was read: when its last try failed is known no better. True when that is news. */
    boolean read(ReadyStep step, long now) {
        return step.failedBy().isPresent()
                && failures(step).putIfAbsent(step.failedBy().get(), now) == null;
    }

    private Map<UUID, Long> failures(ReadyStep step) {
        return failures.computeIfAbsent(step.id(), id -> new HashMap<>());
    }

    /** Whether the seat may have the step, which waits in the window. */
    boolean allow(Seat seat, ReadyStep step, Window window, long now) {
        if (seat.hasDeclined(step.id(), now)) {
            return false;
        }
        Map<UUID, Long> failed = failures.get(step.id());
        Long at = failed == null ? null : failed.get(seat.sessionId);
        if (at == null || now - at >= MOST.toNanos()) {
            return true;
        }
        return now - at >= FIRST_GO.toNanos()
                && window.seats().stream()
                        .noneMatch(other -> other.takesPart()
                                && !failed.containsKey(other.sessionId)
                                && !other.hasDeclined(step.id(), now));
    }

    /** Has something tried at a time. */
    void tryAt(long at, Runnable trial) {
        later.add(new Later(at, trial));
    }

    /** Tries what is due. */
    void tryDue(long now) {
        while (!later.isEmpty() && later.peek().at() - now <= 0) {
            later.remove().trial().run();
        }
    }
}
