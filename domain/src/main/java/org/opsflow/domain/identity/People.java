package org.opsflow.domain.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored people and their memberships. */
public interface People {
    void add(Person person);

    void add(Member member);

    Optional<Person> find(UUID personId);

    /** @param email in its canonical form */
    Optional<Person> byEmail(String email);

    /** The memberships of a person, the oldest first. */
    List<Member> memberships(UUID personId);
}
