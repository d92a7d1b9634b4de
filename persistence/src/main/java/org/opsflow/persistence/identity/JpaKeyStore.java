package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.KeyStore;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Role;
import org.opsflow.persistence.shared.Padding;

@ApplicationScoped
class JpaKeyStore implements KeyStore {
    private static final String STANDS = "k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > :at)";
    private static final String OF_AGENT = "a.id = k.agentId AND a.workspaceId = k.workspaceId AND a.retiredAt IS NULL";
    private static final String OF_MEMBER = "m.personId = k.personId AND m.workspaceId = k.workspaceId";

    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(ApiKey key) {
        entities.persist(key);
    }

    @Override
    public Optional<Caller> holder(byte[] hash, Instant at) {
        return agent(hash, at).or(() -> person(hash, at));
    }

    private Optional<Caller> agent(byte[] hash, Instant at) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT k, a.id, a.name FROM ApiKey k, Agent a WHERE k.hash = :hash AND " + STANDS + " AND " + OF_AGENT,
                Object[].class);
        return query.setParameter("hash", hash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst()
                .map(row -> caller((ApiKey) row[0], Caller.Kind.AGENT, (UUID) row[1], (String) row[2], Role.BOT));
    }

    private Optional<Caller> person(byte[] hash, Instant at) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT k, p, m FROM ApiKey k, Person p, Member m WHERE k.hash = :hash AND " + STANDS
                        + " AND p.id = k.personId AND " + OF_MEMBER,
                Object[].class);
        return query.setParameter("hash", hash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst()
                .map(row -> caller((ApiKey) row[0], (Person) row[1], (Member) row[2]));
    }

    private static Caller caller(ApiKey key, Person person, Member member) {
        return caller(key, Caller.Kind.PERSON, person.id(), person.name(), member.role());
    }

    private static Caller caller(ApiKey key, Caller.Kind kind, UUID id, String name, Role role) {
        return new Caller(key.workspaceId(), kind, id, name, role).by(key.credential());
    }

    @Override
    public Optional<ApiKey> find(UUID id) {
        return Optional.ofNullable(entities.find(ApiKey.class, id));
    }

    @Override
    public Optional<ApiKey> issued(byte[] hash) {
        return entities.createQuery("SELECT k FROM ApiKey k WHERE k.hash = :hash", ApiKey.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<String> agentSlug(UUID workspaceId, UUID agentId) {
        return entities.createQuery(
                        "SELECT a.slug FROM Agent a WHERE a.workspaceId = :workspace AND a.id = :agent", String.class)
                .setParameter("workspace", workspaceId)
                .setParameter("agent", agentId)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<ApiKey> ofPerson(UUID workspaceId, UUID personId) {
        return of(workspaceId, "k.personId", personId);
    }

    @Override
    public List<ApiKey> ofAgent(UUID workspaceId, UUID agentId) {
        return of(workspaceId, "k.agentId", agentId);
    }

    private List<ApiKey> of(UUID workspaceId, String column, UUID holder) {
        return entities.createQuery(
                        "SELECT k FROM ApiKey k WHERE k.workspaceId = :workspace AND " + column
                                + " = :holder AND k.revokedAt IS NULL ORDER BY k.createdAt, k.id",
                        ApiKey.class)
                .setParameter("workspace", workspaceId)
                .setParameter("holder", holder)
                .getResultList();
    }

    @Override
    public Set<UUID> standing(Collection<UUID> ids, Instant at) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Set<UUID> standing = new HashSet<>(standing("Agent a WHERE " + OF_AGENT, ids, at));
        standing.addAll(standing("Member m WHERE " + OF_MEMBER, ids, at));
        return standing;
    }

    private List<UUID> standing(String holder, Collection<UUID> ids, Instant at) {
        return entities.createQuery(
                        "SELECT k.id FROM ApiKey k, " + holder + " AND k.id IN :ids AND " + STANDS, UUID.class)
                .setParameter("ids", Padding.of(ids))
                .setParameter("at", at)
                .getResultList();
    }

    @Override
    public void used(Collection<UUID> ids, Instant at) {
        if (!ids.isEmpty()) {
            entities.createQuery("UPDATE ApiKey k SET k.lastUsedAt = :at WHERE k.id IN :ids")
                    .setParameter("ids", Padding.of(ids))
                    .setParameter("at", at)
                    .executeUpdate();
        }
    }
}
