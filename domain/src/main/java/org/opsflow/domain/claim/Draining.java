package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When each of many agents comes back whose server stops: at random within a time that grows with their number, so that
 * the server they come to greets them one by one, and that is short against a lease, so that they lose nothing.
 */
final class Draining {
    private static final Duration OF_EACH = Duration.ofMillis(5);
    private static final Duration LEAST = Duration.ofMillis(500);

    private final Duration spread;
    private final DoubleSupplier random;

    /**
     * @param most the longest that any may stay away; above it they come closer together
     * @param random from 0 to below 1
     */
    Draining(int agents, Duration most, DoubleSupplier random) {
        Duration wanted = OF_EACH.multipliedBy(agents);
        Duration atLeast = wanted.compareTo(LEAST) < 0 ? LEAST : wanted;
        this.spread = atLeast.compareTo(most) > 0 ? most : atLeast;
        this.random = random;
    }

    Duration delay() {
        return Duration.ofMillis((long) (spread.toMillis() * random.getAsDouble()));
    }
}
