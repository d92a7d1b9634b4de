package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.KeyStore;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Role;

@ApplicationScoped
class JpaKeyStore implements KeyStore {
    private static final String OPENS =
            "k.hash = :hash AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > :at)";

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
                "SELECT a.workspaceId, a.id, a.name FROM ApiKey k, Agent a WHERE " + OPENS
                        + " AND a.id = k.agentId AND a.workspaceId = k.workspaceId AND a.retiredAt IS NULL",
                Object[].class);
        return query.setParameter("hash", hash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst()
                .map(row -> new Caller((UUID) row[0], Caller.Kind.AGENT, (UUID) row[1], (String) row[2], Role.BOT));
    }

    private Optional<Caller> person(byte[] hash, Instant at) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT p, m FROM ApiKey k, Person p, Member m WHERE " + OPENS
                        + " AND p.id = k.personId AND m.personId = k.personId AND m.workspaceId = k.workspaceId",
                Object[].class);
        return query.setParameter("hash", hash)
                .setParameter("at", at)
                .getResultStream()
                .findFirst()
                .map(row -> caller((Person) row[0], (Member) row[1]));
    }

    private static Caller caller(Person person, Member member) {
        return new Caller(member.workspaceId(), Caller.Kind.PERSON, person.id(), person.name(), member.role());
    }
}
