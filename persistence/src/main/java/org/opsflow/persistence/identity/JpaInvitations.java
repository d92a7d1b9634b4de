package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Invitation;
import org.opsflow.domain.identity.InvitationStore;
import org.opsflow.domain.workspace.Workspace;

@ApplicationScoped
class JpaInvitations implements InvitationStore {
    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void lock(UUID workspaceId) {
        entities.find(Workspace.class, workspaceId, LockModeType.PESSIMISTIC_WRITE);
    }

    @Override
    public void add(Invitation invitation) {
        entities.persist(invitation);
    }

    @Override
    public List<Invitation> of(UUID workspaceId, Instant at) {
        return entities.createQuery(
                        "SELECT i FROM Invitation i WHERE i.workspaceId = :workspace AND i.expiresAt > :at"
                                + " ORDER BY i.createdAt, i.id",
                        Invitation.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", at)
                .getResultList();
    }

    @Override
    public Optional<Invitation> byToken(byte[] tokenHash, Instant at) {
        return entities.createQuery(
                        "SELECT i FROM Invitation i WHERE i.tokenHash = :hash AND i.expiresAt > :at", Invitation.class)
                .setParameter("hash", tokenHash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst();
    }

    @Override
    public boolean remove(UUID id) {
        return entities.createQuery("DELETE FROM Invitation i WHERE i.id = :id")
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    @Override
    public void removeOf(UUID workspaceId, String email) {
        entities.createQuery("DELETE FROM Invitation i WHERE i.workspaceId = :workspace AND i.email = :email")
                .setParameter("workspace", workspaceId)
                .setParameter("email", email)
                .executeUpdate();
    }

    @Override
    public void removeBy(UUID workspaceId, UUID personId) {
        entities.createQuery("DELETE FROM Invitation i WHERE i.workspaceId = :workspace AND i.invitedBy = :person")
                .setParameter("workspace", workspaceId)
                .setParameter("person", personId)
                .executeUpdate();
    }

    @Override
    public void removeExpired(UUID workspaceId, Instant at) {
        // Looked for without a lock: a DELETE that looks for itself may wait for other workspaces' rows.
        List<UUID> expired = entities.createQuery(
                        "SELECT i.id FROM Invitation i WHERE i.workspaceId = :workspace AND i.expiresAt <= :at",
                        UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", at)
                .getResultList();
        expired.forEach(this::remove);
    }
}
