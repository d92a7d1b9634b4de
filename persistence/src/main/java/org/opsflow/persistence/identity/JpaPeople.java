package org.opsflow.persistence.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.People;
import org.opsflow.domain.identity.Person;

@ApplicationScoped
class JpaPeople implements People {
    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(Person person) {
        entities.persist(person);
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
    public Optional<Person> byEmail(String email) {
        return entities.createQuery("SELECT p FROM Person p WHERE p.email = :email", Person.class)
                .setParameter("email", email)
                .getResultStream()
                .findFirst();
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
