package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

class OwnAccountTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String PRESENT = "correct horse battery";
    private static final String WANTED = "staple of the stable";

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final FakePeople people = new FakePeople();
    private final FakeSignIns signIns = new FakeSignIns();
    private final FakeAudit audit = new FakeAudit();
    private final FakeRefusedAttempts refused = new FakeRefusedAttempts();
    private final FakeEvent<AccessEnded> ended = new FakeEvent<>();
    private final OwnAccount account = new OwnAccount(
            new AccountUpdates(people, new OwnSessions(signIns, clock, audit, ended), audit),
            new Passwords(),
            new SignInLimits(SignInPolicy.defaults()),
            refused);
    private final Person ada = new Person(UUID.randomUUID(), "ada@example.org", "Ada", Passwords.made(PRESENT), NOW);
    private final Member member = new Member(UUID.randomUUID(), ada.id(), Role.VIEWER, NOW);

    @Test
    void changesAPasswordAndEndsTheOtherSignIns() {
        Caller caller = caller();
        UUID here = signIns.added.id();
        caller();

        account.changePassword(caller, PRESENT, WANTED);

        assertThat(new Passwords().areRight(Optional.of(ada), WANTED)).isTrue();
        assertThat(new Passwords().areRight(Optional.of(ada), PRESENT)).isFalse();
        assertThat(signIns.stored).extracting(SignIn::id).containsExactly(here);
        assertThat(audit.actions).containsExactly("session.revoke", "auth.password_change");
    }

    @Test
    void asksForThePresentPassword() {
        Caller caller = caller();
        caller();

        Problem refusal = refusal(caller, WANTED, WANTED);

        assertThat(refusal.code()).isEqualTo("invalid_credentials");
        assertThat(new Passwords().areRight(Optional.of(ada), PRESENT)).isTrue();
        assertThat(signIns.stored).hasSize(2);
        assertThat(refused.actors).containsExactly(caller.actor());
    }

    @Test
    void letsNobodyTryPasswordsOften() {
        Caller caller = caller();
        for (int i = 0; i < 5; i++) {
            refusal(caller, "guess number " + i, WANTED);
        }

        assertThat(refusal(caller, PRESENT, WANTED).kind()).isEqualTo(Problem.Kind.TOO_MANY);
    }

    @Test
    void refusesAWeakPasswordAndThePresentOne() {
        Caller caller = caller();

        for (String unfit : new String[] {"too short", "x".repeat(1_025), PRESENT}) {
            assertThat(refusal(caller, PRESENT, unfit).errors())
                    .extracting(Problem.FieldError::field)
                    .containsExactly("new_password");
        }
    }

    @Test
    void renamesAPerson() {
        Caller caller = caller();

        account.rename(caller, "  Ada Lovelace ");

        assertThat(ada.name()).isEqualTo("Ada Lovelace");
        assertThat(catchThrowableOfType(Problem.class, () -> account.rename(caller, " ")))
                .hasMessageStartingWith("name");
        assertThat(catchThrowableOfType(Problem.class, () -> account.rename(caller, "x".repeat(121))))
                .hasMessageStartingWith("name");
    }

    @Test
    void isNothingToKeys() {
        Caller key = caller().by(Credential.key(UUID.randomUUID(), Scopes.ALL));

        assertThat(refusal(key, PRESENT, WANTED).code()).isEqualTo("sign_in_required");
        assertThat(catchThrowableOfType(Problem.class, () -> account.rename(key, "Eve"))
                        .code())
                .isEqualTo("sign_in_required");
    }

    private Problem refusal(Caller caller, String present, String wanted) {
        return catchThrowableOfType(Problem.class, () -> account.changePassword(caller, present, wanted));
    }

    /** By a sign-in of its own. */
    private Caller caller() {
        people.people.clear();
        people.add(ada);
        new SignInOpening(signIns, SignInPolicy.defaults(), new Ids(), clock, new FakeAudit())
                .open(member, Visitor.UNKNOWN);
        return new Caller(member.workspaceId(), Caller.Kind.PERSON, ada.id(), "Ada", Role.VIEWER)
                .by(Credential.signIn(signIns.added.id()));
    }
}
