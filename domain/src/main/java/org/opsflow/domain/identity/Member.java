package org.opsflow.domain.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A person in a workspace, with what they may do there. */
@Entity
@Table(name = "member")
@IdClass(Member.Key.class)
public class Member {
    @Id
    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Id
    @Column(name = "person_id")
    private UUID personId;

    @Column(name = "role")
    private String role;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Member() {}

    public Member(UUID workspaceId, UUID personId, Role role, Instant createdAt) {
        this.workspaceId = workspaceId;
        this.personId = personId;
        this.role = role.word();
        this.createdAt = createdAt;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public UUID personId() {
        return personId;
    }

    public Role role() {
        return Role.of(role);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The primary key, as the persistence API wants it. */
    public static class Key implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        private UUID workspaceId;
        private UUID personId;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && Objects.equals(workspaceId, that.workspaceId)
                    && Objects.equals(personId, that.personId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(workspaceId, personId);
        }
    }
}
