package org.opsflow.conformance;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long the kit waits: long, since a machine may be slow; but only a moment once a rule was broken on purpose. */
final class Patience {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int PAUSE_MS = 5;

    private final Meddler meddler;
    private long struckAt;

    Patience(Meddler meddler) {
        this.meddler = meddler;
    }

    /** Whether it came true. */
    boolean until(BooleanSupplier isSo) {
        long began = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (isOver(began)) {
                return false;
            }
            sleep(PAUSE_MS);
        }
        return true;
    }

    private boolean isOver(long began) {
        long now = System.nanoTime();
        if (!meddler.hasStruck()) {
            return now - began > LONG.toNanos();
        }
        if (struckAt == 0) {
            struckAt = now;
        }
        return now - Math.max(began, struckAt) > MOMENT.toNanos();
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The kit was told to stop.", e);
        }
    }
}
