package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;

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
        Person person = new Person(ids.next(), email, name, Passwords.hash(password), clock.instant());
        people.add(person);
        return person;
    }

    public void join(UUID workspaceId, UUID personId, Role role) {
        people.add(new Member(workspaceId, personId, role, clock.instant()));
    }
}
