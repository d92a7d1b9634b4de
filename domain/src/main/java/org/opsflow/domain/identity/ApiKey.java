package org.opsflow.domain.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

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

    @Column(name = "agent_id")
    private UUID agentId;

    @Column(name = "person_id")
    private UUID personId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected ApiKey() {}

    private ApiKey(UUID id, UUID workspaceId, KeyText text, UUID agentId, UUID personId, Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.hash = text.hash();
        this.prefix = text.prefix();
        this.agentId = agentId;
        this.personId = personId;
        this.createdAt = createdAt;
    }

    static ApiKey ofAgent(UUID id, UUID workspaceId, UUID agentId, KeyText text, Instant createdAt) {
        return new ApiKey(id, workspaceId, text, agentId, null, createdAt);
    }

    static ApiKey ofPerson(UUID id, UUID workspaceId, UUID personId, KeyText text, Instant createdAt) {
        return new ApiKey(id, workspaceId, text, null, personId, createdAt);
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

    public String prefix() {
        return prefix;
    }

    /** From now on the key opens nothing; nodes that remember it forget it within seconds. */
    public void revoke(Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }
}
