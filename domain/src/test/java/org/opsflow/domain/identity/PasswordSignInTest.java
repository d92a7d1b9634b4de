package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

class PasswordSignInTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Visitor HERE = new Visitor("192.0.2.1", "a browser");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final FakePeople people = new FakePeople();
    private final FakeSignIns signIns = new FakeSignIns();
    private final FakeAudit audit = new FakeAudit();
    private final FakeRefusedAttempts refused = new FakeRefusedAttempts();
    private final List<String> work = new ArrayList<>();
    private final PasswordSignIn door = new PasswordSignIn(
            new Accounts(people),
            new Passwords() {
                @Override
                boolean matches(String password, String hash) {
                    work.add("hash " + hash.substring(0, hash.indexOf("p=1")));
                    return super.matches(password, hash);
                }
            },
            new SignInOpening(signIns, SignInPolicy.defaults(), new Ids(), clock, audit),
            new SignInLimits(SignInPolicy.defaults()),
            refused);

    @BeforeEach
    void anAccount() {
        Person ada = new Person(UUID.randomUUID(), "ada@example.org", "Ada", Passwords.made("correct horse"), NOW);
        people.add(ada);
        people.add(new Member(UUID.randomUUID(), ada.id(), Role.OWNER, NOW));
    }

    @Test
    void opensASignInForTwoWeeks() {
        SessionToken token = door.signIn(" ADA@example.org", "correct horse", HERE);

        assertThat(signIns.added.tokenHash()).isEqualTo(token.hash());
        assertThat(signIns.added.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(14)));
    }

    @Test
    void triesOnceMoreWhenTheDatabaseHasEndedTheTransaction() {
        List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("connection reset")));
        SignInOpening opening = new SignInOpening(signIns, SignInPolicy.defaults(), new Ids(), clock, audit) {
            @Override
            public SessionToken open(Member member, Visitor visitor) {
                if (!failures.isEmpty()) {
                    throw failures.remove(0);
                }
                return super.open(member, visitor);
            }
        };
        PasswordSignIn shaky = new PasswordSignIn(
                new Accounts(people), new Passwords(), opening, new SignInLimits(SignInPolicy.defaults()), refused);

        assertThat(shaky.signIn("ada@example.org", "correct horse", HERE).hash())
                .isEqualTo(signIns.added.tokenHash());
        failures.add(new IllegalStateException("connection reset"));
        failures.add(new IllegalStateException("still away"));
        assertThatThrownBy(() -> shaky.signIn("ada@example.org", "correct horse", HERE))
                .hasMessage("still away");
        failures.add(Problem.overloaded(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> shaky.signIn("ada@example.org", "correct horse", HERE))
                .isInstanceOf(Problem.class);
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownAccountInTheSameWords() {
        Problem wrong = refusal("ada@example.org", "wrong");
        Problem unknown = refusal("eve@example.org", "wrong");

        assertThat(wrong.code()).isEqualTo("invalid_credentials").isEqualTo(unknown.code());
        assertThat(wrong.getMessage()).isEqualTo(unknown.getMessage());
        assertThat(signIns.added).isNull();
    }

    /** Who measures the time of an answer learns nothing: what takes long is done for nobody too. */
    @Test
    void worksAsMuchForAnUnknownAccountAsForAWrongPassword() {
        people.asked.clear();
        refusal("ada@example.org", "wrong");
        List<String> forAda = all();
        refusal("eve@example.org", "wrong");

        assertThat(all())
                .isEqualTo(forAda)
                .containsExactly("hash $argon2id$v=19$m=19456,t=2,", "byEmail", "memberships");
    }

    /** What was done since the last time. */
    private List<String> all() {
        List<String> all = new ArrayList<>(work);
        all.addAll(people.asked);
        work.clear();
        people.asked.clear();
        return all;
    }

    @Test
    void tellsTheAuditLogWhoseItWasAndNotWhatWasTyped() {
        door.signIn("ada@example.org", "correct horse", HERE);
        refusal("ada@example.org", "wrong");
        refusal("correct horse", "ada@example.org");

        assertThat(audit.actions).containsExactly("auth.login");
        assertThat(refused.actors).hasSize(2);
        assertThat(refused.actors.get(0).id()).isEqualTo(audit.actors.get(0).id());
        assertThat(refused.actors.get(1)).isEqualTo(Actor.nobody("192.0.2.1", "a browser"));
    }

    @Test
    void tellsWhoIsNoMemberOfAnythingAnyMoreWhatToDo() {
        people.members.clear();

        assertThat(refusal("ada@example.org", "wrong").code()).isEqualTo("invalid_credentials");
        assertThat(refusal("ada@example.org", "correct horse").code()).isEqualTo("no_workspace");
    }

    @Test
    void opensEachTimeAnother() {
        SessionToken first = door.signIn("ada@example.org", "correct horse", HERE);
        SessionToken second = door.signIn("ada@example.org", "correct horse", HERE);

        assertThat(second).isNotEqualTo(first);
        assertThat(signIns.stored).hasSize(2);
    }

    @Test
    void endsTheOldestOfVeryMany() {
        SignInOpening opening = new SignInOpening(signIns, SignInPolicy.defaults(), new Ids(), clock, audit);
        Member ada = new Member(UUID.randomUUID(), UUID.randomUUID(), Role.OWNER, NOW);
        opening.open(ada, HERE);
        UUID oldest = signIns.added.id();
        for (int i = 1; i < SignInOpening.MOST; i++) {
            opening.open(ada, HERE);
        }
        assertThat(signIns.stored).extracting(SignIn::id).contains(oldest);

        opening.open(ada, HERE);

        assertThat(signIns.stored)
                .hasSize(SignInOpening.MOST)
                .extracting(SignIn::id)
                .doesNotContain(oldest);
    }

    @Test
    void refusesTheSixthTryFromAnAddress() {
        for (int i = 0; i < 5; i++) {
            refusal("nobody" + i + "@example.org", "wrong");
        }

        Problem sixth = refusal("ada@example.org", "correct horse");

        assertThat(sixth.kind()).isEqualTo(Problem.Kind.TOO_MANY);
        assertThat(sixth.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void refusesTheSixthTryOfAnAccount() {
        for (int i = 0; i < 5; i++) {
            Visitor elsewhere = new Visitor("192.0.2.1" + i, "");
            assertThatThrownBy(() -> door.signIn("ada@example.org", "wrong", elsewhere))
                    .hasMessageContaining("do not belong together");
        }

        assertThat(refusal("Ada@example.org ", "correct horse").kind()).isEqualTo(Problem.Kind.TOO_MANY);
    }

    @Test
    void refusesAPasswordTooLongToHash() {
        assertThat(refusal("ada@example.org", "x".repeat(1025)).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("password");
    }

    private Problem refusal(String email, String password) {
        return catchThrowableOfType(Problem.class, () -> door.signIn(email, password, HERE));
    }
}
