package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The stored keys. */
public interface KeyStore {
    void add(ApiKey key);

    /** Who holds the key with this hash; empty when it does not open anything at that time. */
    Optional<Caller> holder(byte[] hash, Instant at);

    Optional<ApiKey> find(UUID id);

    /** The key with this hash, whether or not it opens anything. */
    Optional<ApiKey> issued(byte[] hash);

    /** By which the agent is known outside. */
    Optional<String> agentSlug(UUID workspaceId, UUID agentId);

    /** The keys of a person in a workspace that are not revoked, the oldest first. */
    List<ApiKey> ofPerson(UUID workspaceId, UUID personId);

    /** The keys of an agent that are not revoked, the oldest first. */
    List<ApiKey> ofAgent(UUID workspaceId, UUID agentId);

    /** Those of the keys that open something at that time. */
    Set<UUID> standing(Collection<UUID> ids, Instant at);

    /** They were used until then. */
    void used(Collection<UUID> ids, Instant at);
}
