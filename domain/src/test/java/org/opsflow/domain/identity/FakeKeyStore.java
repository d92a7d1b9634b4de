package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keys in memory. */
public class FakeKeyStore implements KeyStore {
    public final List<ApiKey> stored = new ArrayList<>();
    public final Set<UUID> used = new HashSet<>();

    @Override
    public void add(ApiKey key) {
        stored.add(key);
    }

    @Override
    public Optional<Caller> holder(byte[] hash, Instant at) {
        return Optional.empty();
    }

    @Override
    public Optional<ApiKey> find(UUID id) {
        return stored.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public Optional<ApiKey> issued(byte[] hash) {
        return stored.stream().filter(key -> Arrays.equals(key.hash(), hash)).findFirst();
    }

    @Override
    public Optional<String> agentSlug(UUID workspaceId, UUID agentId) {
        return Optional.empty();
    }

    @Override
    public List<ApiKey> ofPerson(UUID workspaceId, UUID personId) {
        return of(workspaceId, personId);
    }

    @Override
    public List<ApiKey> ofAgent(UUID workspaceId, UUID agentId) {
        return of(workspaceId, agentId);
    }

    private List<ApiKey> of(UUID workspaceId, UUID holder) {
        return stored.stream()
                .filter(key ->
                        key.workspaceId().equals(workspaceId) && key.holderId().equals(holder))
                .filter(key -> !key.isRevoked())
                .toList();
    }

    @Override
    public Set<UUID> standing(Collection<UUID> ids, Instant at) {
        return Set.of();
    }

    @Override
    public void used(Collection<UUID> ids, Instant at) {
        used.addAll(ids);
    }
}
