package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

class PasswordSignInTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Visitor HERE = new Visitor("192.0.2.1", "a browser");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final FakePeople people = new FakePeople();
    private final FakeSignIns signIns = new FakeSignIns();
    private final PasswordSignIn door = new PasswordSignIn(
            people,
            new SignInSessions(signIns, SignInPolicy.defaults(), new Ids(), clock, null),
            SignInPolicy.defaults());

    @Test
    void opensASignInForTwoWeeks() {
        SessionToken token = door.signIn(" ADA@example.org", "correct horse", HERE);

        assertThat(signIns.added.tokenHash()).isEqualTo(token.hash());
        assertThat(signIns.added.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(14)));
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownAccountInTheSameWords() {
        Problem wrong = refusal("ada@example.org", "wrong");
        Problem unknown = refusal("eve@example.org", "wrong");

        assertThat(wrong.code()).isEqualTo("invalid_credentials").isEqualTo(unknown.code());
        assertThat(wrong.getMessage()).isEqualTo(unknown.getMessage());
        assertThat(signIns.added).isNull();
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

    private static final class FakePeople implements People {
        private final Person ada =
                new Person(UUID.randomUUID(), "ada@example.org", "Ada", Passwords.hash("correct horse"), NOW);

        @Override
        public void add(Person person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void add(Member member) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Person> byEmail(String email) {
            return Optional.of(ada).filter(person -> person.email().equals(email));
        }

        @Override
        public List<Member> memberships(UUID personId) {
            return List.of(new Member(UUID.randomUUID(), personId, Role.OWNER, NOW));
        }
    }
}
