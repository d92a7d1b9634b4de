package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.shared.Problem;

/**
 * Opens a sign-in for an address and a password. Deliberately no transaction around it: hashing takes long, and no
 * connection should wait for it.
 */
@ApplicationScoped
public class PasswordSignIn {
    private static final int LONGEST_PASSWORD = 1024;

    private final People people;
    private final SignInSessions sessions;
    private final SignInLimits limits;

    @Inject
    public PasswordSignIn(People people, SignInSessions sessions, SignInPolicy policy) {
        this.people = people;
        this.sessions = sessions;
        this.limits = policy == null ? null : new SignInLimits(policy.triesPerMinute());
    }

    PasswordSignIn() {
        this(null, null, null);
    }

    /** Refuses an unknown account and a wrong password in the same words and the same time. */
    public SessionToken signIn(String email, String password, Visitor visitor) {
        String account = Person.canonical(email);
        limits.spend(visitor.address(), account);
        Member member = verified(account, password)
                .map(Person::id)
                .map(people::memberships)
                .flatMap(memberships -> memberships.stream().findFirst())
                .orElseThrow(() -> Problem.unauthenticated(
                        "invalid_credentials", "This e-mail address and password do not belong together."));
        return sessions.open(member, visitor);
    }

    private Optional<Person> verified(String account, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            throw Problem.invalid(List.of(
                    new Problem.FieldError("password", "must be at most " + LONGEST_PASSWORD + " characters long")));
        }
        Optional<Person> person = people.byEmail(account);
        boolean right = person.map(known -> Passwords.matches(password, known.passwordHash()))
                .orElseGet(() -> Passwords.matchesNobody(password));
        return person.filter(known -> right);
    }
}
