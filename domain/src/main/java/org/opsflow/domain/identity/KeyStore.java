package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.Optional;

/** The stored keys. */
public interface KeyStore {
    void add(ApiKey key);

    /** Who holds the key with this hash; empty when it does not open anything at that time. */
    Optional<Caller> holder(byte[] hash, Instant at);
}
