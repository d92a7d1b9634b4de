package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

/** Enters people and makes them members. Part of the caller's transaction. */
@ApplicationScoped
public class Registration {
    private final People people;
    private final Ids ids;
    private final InstantSource clock;

    @Inject
    public Registration(People people, Ids ids, InstantSource clock) {
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    Registration() {
        this(null, null, null);
    }

    public Person enter(String email, String name, String password) {
        return enterHashed(email, name, Passwords.made(password));
    }

    Person enterHashed(String email, String name, String passwordHash) {
        Person person = new Person(ids.next(), email, name, passwordHash, clock.instant());
        people.add(person);
        return person;
    }

    /** What to say to who enters somebody whom another has just entered. */
    public static Problem taken() {
        return Problem.conflict(
                "account_exists", "Somebody entered this e-mail address at the same moment: send the same again.");
    }

    public Member join(UUID workspaceId, UUID personId, Role role) {
        Member member = new Member(workspaceId, personId, role, clock.instant());
        people.add(member);
        return member;
    }

    Instant now() {
        return clock.instant();
    }
}
