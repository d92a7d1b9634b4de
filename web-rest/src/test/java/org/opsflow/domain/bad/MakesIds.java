package org.opsflow.domain.bad;

import java.util.UUID;

/** Ids that do not grow. */
public final class MakesIds {
    UUID next() {
        return UUID.randomUUID();
    }
}
