package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;

/** Writes down when keys and sign-ins were last used: one statement for all keys, one for all sign-ins. */
@ApplicationScoped
public class LastUseTimes {
    private final KeyStore keys;
    private final SignIns signIns;
    private final InstantSource clock;

    @Inject
    public LastUseTimes(KeyStore keys, SignIns signIns, InstantSource clock) {
        this.keys = keys;
        this.signIns = signIns;
        this.clock = clock;
    }

    LastUseTimes() {
        this(null, null, null);
    }

    @Transactional
    public void store(Collection<UUID> usedKeys, Collection<UUID> usedSignIns) {
        Instant now = clock.instant();
        keys.used(usedKeys, now);
        signIns.used(usedSignIns, now);
    }
}
