package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

final class FakeSignIns implements SignIns {
    final List<SignIn> stored = new ArrayList<>();
    SignIn added;
    UUID chosen;

    @Override
    public void add(SignIn signIn) {
        added = signIn;
        stored.add(signIn);
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, String workspaceSlug, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void choose(UUID id, UUID workspaceId) {
        chosen = workspaceId;
    }

    @Override
    public List<SignIn> of(UUID personId, Instant at) {
        return stored.stream()
                .filter(signIn -> signIn.personId().equals(personId))
                .sorted(Comparator.comparing(SignIn::id).reversed())
                .toList();
    }

    @Override
    public void remove(UUID id) {
        stored.removeIf(signIn -> signIn.id().equals(id));
    }

    @Override
    public Set<Standing.Seat> standing(Collection<UUID> ids, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void used(Collection<UUID> ids, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeExpired(Instant at) {}
}
