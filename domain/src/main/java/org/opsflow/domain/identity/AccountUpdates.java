package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.PublicId;

/** The transactions of {@link OwnAccount}. */
@ApplicationScoped
class AccountUpdates {
    private final People people;
    private final OwnSessions sessions;
    private final Audit audit;

    @Inject
    AccountUpdates(People people, OwnSessions sessions, Audit audit) {
        this.people = people;
        this.sessions = sessions;
        this.audit = audit;
    }

    AccountUpdates() {
        this(null, null, null);
    }

    @Transactional
    Person person(Caller caller) {
        return people.find(caller.id()).orElseThrow();
    }

    @Transactional
    void rename(Caller caller, String name) {
        person(caller).rename(name);
        audit.done(caller.actor(), "person.rename", target(caller));
    }

    @Transactional
    void changePassword(Caller caller, String hash) {
        person(caller).changePassword(hash);
        sessions.endOthers(caller);
        audit.done(caller.actor(), "auth.password_change", target(caller));
    }

    private static Target target(Caller caller) {
        return new Target("person", PublicId.PERSON.of(caller.id()));
    }
}
