package org.opsflow.domain.bad;

import java.time.Instant;

/** Time that no test can set. */
public final class ReadsTheWallClock {
    Instant now() {
        return Instant.now();
    }
}
