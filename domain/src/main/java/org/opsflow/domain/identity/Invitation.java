package org.opsflow.domain.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Asks whoever holds its token to become a member under one e-mail address. It is accepted once, or revoked, or
 * expires; in each case it is gone.
 */
@Entity
@Table(name = "invitation")
public class Invitation {
    static final Duration LIFETIME = Duration.ofDays(7);

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "email")
    private String email;

    @Column(name = "role")
    private String role;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "invited_by")
    private UUID invitedBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected Invitation() {}

    Invitation(UUID id, Caller inviter, String email, Role role, SessionToken token, Instant createdAt) {
        this.id = id;
        this.workspaceId = inviter.workspaceId();
        this.email = Person.canonical(email);
        this.role = role.word();
        this.tokenHash = token.hash();
        this.invitedBy = inviter.id();
        this.createdAt = createdAt;
        this.expiresAt = createdAt.plus(LIFETIME);
    }

    public UUID id() {
        return id;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public String email() {
        return email;
    }

    public Role role() {
        return Role.of(role);
    }

    byte[] tokenHash() {
        return tokenHash.clone();
    }

    public UUID invitedBy() {
        return invitedBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
