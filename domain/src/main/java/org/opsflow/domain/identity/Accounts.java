package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the account of who wants to sign in, with as many queries when there is none. */
@ApplicationScoped
class Accounts {
    private static final UUID NOBODY = new UUID(0, 0);

    private final People people;

    @Inject
    Accounts(People people) {
        this.people = people;
    }

    Accounts() {
        this(null);
    }

    /** @param memberships the oldest first */
    record Account(Optional<Person> person, List<Member> memberships) {}

    /** @param email in its canonical form */
    @Transactional
    Account find(String email) {
        Optional<Person> person = people.byEmail(email);
        return new Account(person, people.memberships(person.map(Person::id).orElse(NOBODY)));
    }
}
