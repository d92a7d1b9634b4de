package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much the processes that are connected to this node have to do, as their last heartbeats said it. In memory: forgotten
 * when there are no more of them.
 */
@ApplicationScoped
public class LatestLoads {
    /** Three heartbeats of a process that holds nothing. */
    static final Duration REMEMBERED = Duration.ofSeconds(90);

    private record Process(UUID workspaceId, String agent, String instance) {}

    private final Map<Process, ProcessSignal> latest = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private volatile Instant sweepAt = Instant.EPOCH;

    @Inject
    public LatestLoads(InstantSource clock) {
        this.clock = clock;
    }

    LatestLoads() {
        this(null);
    }

    public void put(ProcessSignal signal) {
        Process process = new Process(signal.workspaceId(), signal.agent(), signal.instance());
        if (signal.load().equals(Load.UNKNOWN)) {
            latest.remove(process);
        } else {
            latest.put(process, signal);
        }
        Instant now = clock.instant();
        if (!now.isBefore(sweepAt)) {
            sweepAt = now.plus(REMEMBERED);
            latest.values().removeIf(other -> isOld(other, now));
        }
    }

    /** @param agent its public id */
    public Optional<ProcessSignal> of(UUID workspaceId, String agent, String instance) {
        Instant now = clock.instant();
        return Optional.ofNullable(latest.get(new Process(workspaceId, agent, instance)))
                .filter(signal -> !isOld(signal, now));
    }

    private static boolean isOld(ProcessSignal signal, Instant now) {
        return signal.aliveAt().plus(REMEMBERED).isBefore(now);
    }

    int size() {
        return latest.size();
    }
}
