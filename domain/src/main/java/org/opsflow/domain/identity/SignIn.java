package org.opsflow.domain.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A browser's session: opened by a password, found again by the hash of the cookie, and gone at sign-out or when it
 * expires. It is never prolonged.
 */
@Entity
@Table(name = "sign_in")
public class SignIn {
    private static final int USER_AGENT_LENGTH = 255;

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "person_id")
    private UUID personId;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "address")
    private String address;

    @Column(name = "user_agent")
    private String userAgent;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected SignIn() {}

    SignIn(UUID id, Member member, SessionToken token, Visitor visitor, Instant createdAt, Instant expiresAt) {
        this.id = id;
        this.tokenHash = token.hash();
        this.personId = member.personId();
        this.workspaceId = member.workspaceId();
        this.address = visitor.address();
        this.userAgent =
                visitor.userAgent().substring(0, Math.min(visitor.userAgent().length(), USER_AGENT_LENGTH));
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public UUID id() {
        return id;
    }

    public byte[] tokenHash() {
        return tokenHash.clone();
    }

    public UUID personId() {
        return personId;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public String address() {
        return address;
    }

    public String userAgent() {
        return userAgent;
    }

    /** To about a minute; at the latest when it was opened. */
    public Instant lastUsedAt() {
        return lastUsedAt == null ? createdAt : lastUsedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
