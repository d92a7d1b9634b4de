package org.opsflow.domain.identity;

import java.util.Optional;

/** Who stands behind a long-lived key. */
public interface ApiKeys {
    /** The caller of the key; empty when it is unknown, expired or revoked, or its agent is retired. May read the database. */
    Optional<Caller> authenticate(String key);

    /** As {@link #authenticate}, but only from memory: empty also when it is not known yet. Never blocks. */
    Optional<Caller> remembered(String key);
}
