package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Members;
import org.opsflow.domain.identity.OwnWorkspaces;
import org.opsflow.domain.identity.People;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Registration;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.persistence.shared.Padding;
import org.opsflow.persistence.shared.Unique;

@ApplicationScoped
class JpaPeople implements People {
    private static final int MOST_JOINED = 200;

    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(Person person) {
        Unique.add(entities, person, "person_email", Registration::taken);
    }

    @Override
    public void add(Member member) {
        entities.persist(member);
    }

    @Override
    public Optional<Person> find(UUID personId) {
        return Optional.ofNullable(entities.find(Person.class, personId));
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> personIds) {
        if (personIds.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery("SELECT p FROM Person p WHERE p.id IN :ids", Person.class)
                .setParameter("ids", Padding.of(personIds))
                .getResultStream()
                .collect(Collectors.toMap(Person::id, Person::name));
    }

    @Override
    public Optional<Person> byEmail(String email) {
        return entities.createQuery("SELECT p FROM Person p WHERE p.email = :email", Person.class)
                .setParameter("email", email)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Member> member(UUID workspaceId, UUID personId) {
        return named(workspaceId, personId).map(Members.Named::member);
    }

    @Override
    public Optional<Members.Named> named(UUID workspaceId, UUID personId) {
        return named("p.id = :place", workspaceId, Optional.of(personId), 1).stream()
                .findFirst();
    }

    @Override
    public List<Members.Named> named(UUID workspaceId, Optional<UUID> after, int most) {
        return after.isPresent()
                ? named("p.id > :place", workspaceId, after, most)
                : named("p.id IS NOT NULL", workspaceId, after, most);
    }

    /** Read anew, whatever was read before: roles are decided on under a lock. */
    private List<Members.Named> named(String which, UUID workspaceId, Optional<UUID> place, int most) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT m, p FROM Member m, Person p WHERE m.workspaceId = :workspace AND p.id = m.personId AND "
                        + which + " ORDER BY p.id",
                Object[].class);
        place.ifPresent(id -> query.setParameter("place", id));
        return query.setParameter("workspace", workspaceId)
                .setHint("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS)
                .setHint("eclipselink.refresh", "true")
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Members.Named((Member) row[0], (Person) row[1]))
                .toList();
    }

    @Override
    public void changeRole(UUID workspaceId, UUID personId, Role role) {
        entities.createQuery("UPDATE Member m SET m.role = :role WHERE m.workspaceId = :workspace"
                        + " AND m.personId = :person")
                .setParameter("role", role.word())
                .setParameter("workspace", workspaceId)
                .setParameter("person", personId)
                .executeUpdate();
    }

    @Override
    public void remove(UUID workspaceId, UUID personId) {
        entities.createQuery("DELETE FROM Member m WHERE m.workspaceId = :workspace AND m.personId = :person")
                .setParameter("workspace", workspaceId)
                .setParameter("person", personId)
                .executeUpdate();
    }

    @Override
    public List<OwnWorkspaces.Joined> joined(UUID personId) {
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT w, m FROM Member m, Workspace w WHERE m.personId = :person AND w.id = m.workspaceId"
                        + " ORDER BY m.createdAt, m.workspaceId",
                Object[].class);
        return query.setParameter("person", personId)
                .setMaxResults(MOST_JOINED)
                .getResultStream()
                .map(row -> new OwnWorkspaces.Joined((Workspace) row[0], ((Member) row[1]).role()))
                .toList();
    }

    @Override
    public List<Member> memberships(UUID personId) {
        return entities.createQuery(
                        "SELECT m FROM Member m WHERE m.personId = :person ORDER BY m.createdAt, m.workspaceId",
                        Member.class)
                .setParameter("person", personId)
                .getResultList();
    }
}
