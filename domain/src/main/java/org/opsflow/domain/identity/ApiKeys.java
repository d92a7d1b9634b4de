package org.opsflow.domain.identity;

import java.util.Optional;
import org.opsflow.domain.audit.Actor;

/** Who stands behind a long-lived key. */
public interface ApiKeys {
    /** The caller of the key; empty when it is unknown, expired or revoked, or its agent is retired. May read the database. */
    Optional<Caller> authenticate(String key);

    /** As {@link #authenticate}, but only from memory: empty also when it is not known yet. Never blocks. */
    Optional<Caller> remembered(String key);

    /**
     * Whose a key was that {@link #authenticate} has just found to open nothing any more; empty for one that nobody ever
     * had. Never blocks.
     *
     * @param visitor where it was used
     */
    Optional<Actor> lapsed(String key, Visitor visitor);
}
