package org.opsflow.agent;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Pauses that double from 0.2 s to 10 s, each shortened by up to half so that a thousand agents do not come as one. */
final class Backoff {
    private static final long FIRST_MS = 200;
    private static final long LONGEST_MS = 10_000;

    private final DoubleSupplier random;
    private int tries;

    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    Duration next() {
        long full = Math.min(LONGEST_MS, FIRST_MS << Math.min(tries++, 10));
        return shortened(full);
    }

    private Duration shortened(long full) {
        return Duration.ofMillis(full - (long) (full / 2.0 * random.getAsDouble()));
    }

    /** The first pause, whatever came before it, and without making the next longer. */
    Duration first() {
        return shortened(FIRST_MS);
    }

    void reset() {
        tries = 0;
    }
}
