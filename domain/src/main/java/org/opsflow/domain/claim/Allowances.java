package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/** How fast agents may send what others are to read: so many at once, and so many a second in the long run. Each node counts by itself. */
public final class Allowances {
    static final int AT_ONCE = 100;
    public static final int PER_SECOND = 10;
    private static final int MOST = 20_000;
    private static final long NANOS_FOR_ONE = Duration.ofSeconds(1).toNanos() / PER_SECOND;

    private final LongSupplier nanoTime;
    /** Until when each agent has used its allowance up, by the process clock; the least recently used forgotten first. */
    private final Map<UUID, Long> used = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > MOST;
        }
    };

    public Allowances(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts one, or says how long to wait before it is tried again; zero when it was counted. */
    public synchronized Duration spend(UUID agentId) {
        long now = nanoTime.getAsLong();
        long full = now - AT_ONCE * NANOS_FOR_ONE;
        long before = used.getOrDefault(agentId, full);
        long after = (before - full < 0 ? full : before) + NANOS_FOR_ONE;
        if (after - now > 0) {
            return Duration.ofNanos(after - now);
        }
        used.put(agentId, after);
        return Duration.ZERO;
    }
}
