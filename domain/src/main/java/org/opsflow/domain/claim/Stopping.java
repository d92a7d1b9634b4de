package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts of cancelled runs whose work one agent still has to end. */
final class Stopping {
    private final SessionOut out;
    private final long patienceNanos;
    private final Map<UUID, Told> told = new ConcurrentHashMap<>();

    /** @param at by the process clock */
    private record Told(Stop stop, long at) {}

    /** @param patience how long an answer may take before the agent is told again */
    Stopping(SessionOut out, Duration patience) {
        this.out = out;
        this.patienceNanos = patience.toNanos();
    }

    /** Tells the agent, unless it was told lately. */
    synchronized void tell(Stop stop) {
        Told before = told.get(stop.attemptId());
        if (before == null || System.nanoTime() - before.at() > patienceNanos) {
            say(stop);
        }
    }

    /** Tells the agent again what it may not have understood: it was not granted the attempt yet. */
    void tellAgain(UUID attemptId) {
        Optional.ofNullable(told.get(attemptId)).ifPresent(before -> say(before.stop()));
    }

    private void say(Stop stop) {
        told.put(stop.attemptId(), new Told(stop, System.nanoTime()));
        out.revoked(stop.attemptId(), stop.fence(), RefusalCode.CANCELLED, stop.message());
    }

    boolean covers(UUID attemptId) {
        return told.containsKey(attemptId);
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<Stop> all() {
        return told.values().stream().map(Told::stop).toList();
    }

    /** What the agent answers, if it was told. */
    Optional<Stop> answered(UUID attemptId, long fence) {
        return Optional.ofNullable(told.get(attemptId)).map(Told::stop).filter(stop -> stop.fence() == fence);
    }

    /** The answer is stored. */
    void over(UUID attemptId) {
        told.remove(attemptId);
    }
}
