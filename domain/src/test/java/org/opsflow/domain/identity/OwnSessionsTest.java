package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

class OwnSessionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID WORKSPACE = UUID.randomUUID();

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final FakeSignIns signIns = new FakeSignIns();
    private final FakeAudit audit = new FakeAudit();
    private final FakeEvent<AccessEnded> ended = new FakeEvent<>();
    private final OwnSessions sessions = new OwnSessions(signIns, clock, audit, ended);
    private final Ids ids = new Ids();
    private final UUID ada = UUID.randomUUID();
    private final UUID eve = UUID.randomUUID();

    @Test
    void areThoseOfThePerson() {
        Caller first = signIn(ada);
        Caller second = signIn(ada);
        signIn(eve);

        assertThat(sessions.list(first)).extracting(SignIn::id).containsExactly(id(second), id(first));
        assertThat(sessions.list(first))
                .filteredOn(one -> sessions.isCurrent(first, one))
                .hasSize(1);
    }

    @Test
    void areEndedOneByOne() {
        Caller first = signIn(ada);
        Caller second = signIn(ada);

        sessions.end(first, PublicId.SIGN_IN.of(id(second)));

        assertThat(sessions.list(first)).extracting(SignIn::id).containsExactly(id(first));
        assertThat(ended.fired).containsExactly(AccessEnded.by(id(second)));
        assertThat(audit.actions).containsExactly("session.revoke");
    }

    @Test
    void areEndedAllButOne() {
        Caller first = signIn(ada);
        Caller second = signIn(ada);
        Caller third = signIn(ada);
        Caller other = signIn(eve);

        assertThat(sessions.endOthers(second)).isEqualTo(2);

        assertThat(signIns.stored).extracting(SignIn::id).containsExactlyInAnyOrder(id(second), id(other));
        assertThat(ended.fired).containsExactlyInAnyOrder(AccessEnded.by(id(first)), AccessEnded.by(id(third)));
    }

    @Test
    void ofOthersAreNotThere() {
        Caller own = signIn(ada);
        String foreign = PublicId.SIGN_IN.of(id(signIn(eve)));

        for (String id : new String[] {foreign, "signin_nothing", PublicId.KEY.of(id(own))}) {
            Problem refusal = catchThrowableOfType(Problem.class, () -> sessions.end(own, id));
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        }
        assertThat(signIns.stored).hasSize(2);
    }

    @Test
    void areNothingToKeys() {
        Caller key = signIn(ada).by(Credential.key(UUID.randomUUID(), Scopes.ALL));

        assertThat(catchThrowableOfType(Problem.class, () -> sessions.list(key)).code())
                .isEqualTo("sign_in_required");
        assertThat(catchThrowableOfType(Problem.class, () -> sessions.endOthers(key))
                        .code())
                .isEqualTo("sign_in_required");
        assertThat(catchThrowableOfType(Problem.class, () -> sessions.signOut(key))
                        .code())
                .isEqualTo("sign_in_required");
    }

    private Caller signIn(UUID person) {
        new SignInOpening(signIns, SignInPolicy.defaults(), ids, clock, new FakeAudit())
                .open(new Member(WORKSPACE, person, Role.MEMBER, NOW), Visitor.UNKNOWN);
        return new Caller(WORKSPACE, Caller.Kind.PERSON, person, "Ada", Role.MEMBER)
                .by(Credential.signIn(signIns.added.id()));
    }

    private static UUID id(Caller caller) {
        return caller.credential().orElseThrow().id();
    }
}
