package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The stored sign-ins. */
public interface SignIns {
    void add(SignIn signIn);

    /** The sign-in behind a cookie with all that a request needs of it; empty when it is unknown or has expired. */
    Optional<SignedIn> byToken(byte[] tokenHash, Instant at);

    void remove(UUID id);

    /** Those of the ids that have neither been signed out nor expired. */
    Set<UUID> alive(Collection<UUID> ids, Instant at);

    void removeExpired(Instant at);
}
