package org.opsflow.domain.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.audit.Actor;

/**
 * A long-lived key of an agent or a person. The key itself is shown once and never stored; it works until it expires
 * or is revoked.
 */
@Entity
@Table(name = "api_key")
public class ApiKey {
    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "hash")
    private byte[] hash;

    @Column(name = "prefix")
    private String prefix;

    @Column(name = "name")
    private String name;

    @Column(name = "scopes")
    private String scopes;

    @Column(name = "agent_id")
    private UUID agentId;

    @Column(name = "person_id")
    private UUID personId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected ApiKey() {}

    private ApiKey(UUID id, UUID workspaceId, KeyText text, NewKey wanted, Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.hash = text.hash();
        this.prefix = text.prefix();
        this.name = wanted.name();
        this.scopes = wanted.scopes().text();
        this.expiresAt = wanted.expiresAt().orElse(null);
        this.createdAt = createdAt;
    }

    static ApiKey ofAgent(UUID id, UUID workspaceId, UUID agentId, KeyText text, NewKey wanted, Instant createdAt) {
        ApiKey key = new ApiKey(id, workspaceId, text, wanted, createdAt);
        key.agentId = agentId;
        return key;
    }

    static ApiKey ofPerson(UUID id, UUID workspaceId, UUID personId, KeyText text, NewKey wanted, Instant createdAt) {
        ApiKey key = new ApiKey(id, workspaceId, text, wanted, createdAt);
        key.personId = personId;
        return key;
    }

    public UUID id() {
        return id;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public byte[] hash() {
        return hash.clone();
    }

    /** The agent or the person. */
    UUID holderId() {
        return agentId == null ? personId : agentId;
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    public String prefix() {
        return prefix;
    }

    /** What a caller shows by it. */
    public Credential credential() {
        return Credential.key(id, scopes());
    }

    /** Its holder, as the audit log names them. */
    Actor actor(Visitor visitor) {
        return new Actor(
                Optional.of(workspaceId),
                agentId == null ? Actor.Kind.PERSON : Actor.Kind.AGENT,
                Optional.of(holderId()),
                Optional.of(id),
                visitor.address(),
                visitor.userAgent());
    }

    /** For people; may be empty. */
    public String name() {
        return Optional.ofNullable(name).orElse("");
    }

    public Scopes scopes() {
        return Scopes.stored(scopes);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** To about a minute; empty when it was never used. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** From now on the key opens nothing; nodes that remember it forget it within seconds. */
    public void revoke(Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }
}
