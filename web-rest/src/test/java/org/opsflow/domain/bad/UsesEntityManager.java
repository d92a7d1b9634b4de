package org.opsflow.domain.bad;

import jakarta.persistence.EntityManager;

/** The domain must not know how rows are kept. */
public final class UsesEntityManager {
    private EntityManager entities;

    void flush() {
        entities.flush();
    }
}
