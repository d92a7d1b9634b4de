package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

final class FakeSignIns implements SignIns {
    SignIn added;

    @Override
    public void add(SignIn signIn) {
        added = signIn;
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<UUID> alive(Collection<UUID> ids, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeExpired(Instant at) {}
}
