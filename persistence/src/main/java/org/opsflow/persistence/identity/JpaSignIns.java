package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.SignIn;
import org.opsflow.domain.identity.SignIns;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.persistence.shared.Padding;

@ApplicationScoped
class JpaSignIns implements SignIns {
    private static final int FORGOTTEN_AT_ONCE = 20;

    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(SignIn signIn) {
        entities.persist(signIn);
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, Instant at) {
        return byToken("w.id = s.workspaceId", query -> query, tokenHash, at);
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, String workspaceSlug, Instant at) {
        return byToken("w.slug = :slug", query -> query.setParameter("slug", workspaceSlug), tokenHash, at);
    }

    private Optional<SignedIn> byToken(
            String workspace, UnaryOperator<TypedQuery<Object[]>> named, byte[] tokenHash, Instant at) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT s, p, w, m FROM SignIn s, Person p, Workspace w, Member m"
                        + " WHERE s.tokenHash = :hash AND s.expiresAt > :at AND p.id = s.personId AND " + workspace
                        + " AND m.personId = s.personId AND m.workspaceId = w.id",
                Object[].class);
        return named.apply(query)
                .setParameter("hash", tokenHash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst()
                .map(row ->
                        new SignedIn((SignIn) row[0], (Person) row[1], (Workspace) row[2], ((Member) row[3]).role()));
    }

    @Override
    public void choose(UUID id, UUID workspaceId) {
        entities.createQuery("UPDATE SignIn s SET s.workspaceId = :workspace WHERE s.id = :id")
                .setParameter("workspace", workspaceId)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Override
    public void remove(UUID id) {
        entities.createQuery("DELETE FROM SignIn s WHERE s.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    @Override
    public List<SignIn> of(UUID personId, Instant at) {
        return entities.createQuery(
                        "SELECT s FROM SignIn s WHERE s.personId = :person AND s.expiresAt > :at"
                                + " ORDER BY s.createdAt DESC, s.id DESC",
                        SignIn.class)
                .setParameter("person", personId)
                .setParameter("at", at)
                .getResultList();
    }

    @Override
    public Set<Standing.Seat> standing(Collection<UUID> ids, Instant at) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT s.id, m.workspaceId FROM SignIn s, Member m"
                        + " WHERE s.id IN :ids AND s.expiresAt > :at AND m.personId = s.personId",
                Object[].class);
        return query.setParameter("ids", Padding.of(ids))
                .setParameter("at", at)
                .getResultStream()
                .map(row -> new Standing.Seat((UUID) row[0], (UUID) row[1]))
                .collect(Collectors.toSet());
    }

    @Override
    public void used(Collection<UUID> ids, Instant at) {
        if (!ids.isEmpty()) {
            entities.createQuery("UPDATE SignIn s SET s.lastUsedAt = :at WHERE s.id IN :ids")
                    .setParameter("ids", Padding.of(ids))
                    .setParameter("at", at)
                    .executeUpdate();
        }
    }

    /**
     * Looked for without a lock, and deleted by id: a DELETE that looks for itself may read the whole table, and then
     * waits for whoever else has just signed in and not yet committed.
     */
    @Override
    public void removeExpired(Instant at) {
        List<UUID> expired = entities.createQuery("SELECT s.id FROM SignIn s WHERE s.expiresAt <= :at", UUID.class)
                .setParameter("at", at)
                .setMaxResults(FORGOTTEN_AT_ONCE)
                .getResultList();
        expired.forEach(this::remove);
    }
}
