package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.SignIn;
import org.opsflow.domain.identity.SignIns;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.workspace.Workspace;

@ApplicationScoped
class JpaSignIns implements SignIns {
    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(SignIn signIn) {
        entities.persist(signIn);
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, Instant at) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT s, p, w, m FROM SignIn s, Person p, Workspace w, Member m"
                        + " WHERE s.tokenHash = :hash AND s.expiresAt > :at AND p.id = s.personId"
                        + " AND w.id = s.workspaceId AND m.personId = s.personId AND m.workspaceId = s.workspaceId",
                Object[].class);
        return query.setParameter("hash", tokenHash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst()
                .map(row ->
                        new SignedIn((SignIn) row[0], (Person) row[1], (Workspace) row[2], ((Member) row[3]).role()));
    }

    @Override
    public void remove(UUID id) {
        entities.createQuery("DELETE FROM SignIn s WHERE s.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    @Override
    public Set<UUID> alive(Collection<UUID> ids, Instant at) {
        return new HashSet<>(
                entities.createQuery("SELECT s.id FROM SignIn s WHERE s.id IN :ids AND s.expiresAt > :at", UUID.class)
                        .setParameter("ids", ids)
                        .setParameter("at", at)
                        .getResultList());
    }

    @Override
    public void removeExpired(Instant at) {
        entities.createQuery("DELETE FROM SignIn s WHERE s.expiresAt <= :at")
                .setParameter("at", at)
                .executeUpdate();
    }
}
