package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

class PersonalKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID WORKSPACE = UUID.randomUUID();

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final FakeKeyStore store = new FakeKeyStore();
    private final FakeAudit audit = new FakeAudit();
    private final FakeEvent<AccessEnded> ended = new FakeEvent<>();
    private final PersonalKeys keys =
            new PersonalKeys(store, new KeyIssue(store, new Ids(), clock), new KeyRing(clock, audit, ended));
    private final Caller ada = person(Role.MEMBER);

    @Test
    void areShownOnceAndStoredHashed() {
        IssuedKey issued = keys.create(ada, wanted("Deployment für Grüße", "run:create"));

        assertThat(issued.text()).matches("owf_u-deployment-fur-gru-e_[A-Za-z0-9]{32}");
        assertThat(issued.key().hash()).isEqualTo(new KeyText(issued.text()).hash());
        assertThat(issued.toString()).doesNotContain(issued.text());
        assertThat(keys.list(ada)).containsExactly(issued.key());
        assertThat(keys.list(person(Role.MEMBER))).isEmpty();
        assertThat(audit.actions).containsExactly("api_key.create");
    }

    @Test
    void endWhereTheyAreUsedWhenTheyAreRevoked() {
        ApiKey key = keys.create(ada, wanted("ci", "admin")).key();

        keys.revoke(ada, PublicId.KEY.of(key.id()));

        assertThat(keys.list(ada)).isEmpty();
        assertThat(ended.fired).containsExactly(AccessEnded.by(key.id()));
        assertThat(audit.actions).containsExactly("api_key.create", "api_key.revoke");
    }

    @Test
    void ofOthersAreNotThere() {
        String id =
                PublicId.KEY.of(keys.create(ada, wanted("ci", "admin")).key().id());

        for (String foreign : List.of(id, "key_nothing")) {
            Problem refusal = catchThrowableOfType(Problem.class, () -> keys.revoke(person(Role.OWNER), foreign));
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        }
        assertThat(keys.list(ada)).hasSize(1);
    }

    @Test
    void haveANameAndAnEndThatIsToCome() {
        assertThat(refusal(ada, wanted(" ", "admin"))).hasMessageStartingWith("name: ");
        assertThat(refusal(ada, wanted("x".repeat(61), "admin"))).hasMessageStartingWith("name: ");
        assertThat(refusal(ada, new NewKey("ci", Scopes.ALL, Optional.of(NOW)))).hasMessageStartingWith("expires_at: ");
        assertThat(keys.create(ada, new NewKey("ci", Scopes.ALL, Optional.of(NOW.plusMillis(1))))
                        .key()
                        .expiresAt())
                .contains(NOW.plusMillis(1));
    }

    @Test
    void makeNoKeyThatMayMoreThanTheyMay() {
        Caller narrow = ada.by(Credential.key(UUID.randomUUID(), Scopes.asked(List.of("apikey:manage", "run:create"))));

        assertThat(refusal(narrow, wanted("wide", "admin")).code()).isEqualTo("scope");
        assertThat(refusal(narrow, wanted("other", "run:update")).code()).isEqualTo("scope");
        assertThat(keys.create(narrow, wanted("same", "run:create")).text()).startsWith("owf_u-same_");
        // Not even what a member may not: they may become an administrator.
        assertThat(refusal(narrow, wanted("later", "audit:read")).code()).isEqualTo("scope");
    }

    @Test
    void areNotForViewersNorForKeysWithoutTheScope() {
        Caller reader = ada.by(Credential.key(UUID.randomUUID(), Scopes.asked(List.of("read-only"))));

        assertThat(refusal(person(Role.VIEWER), wanted("ci", "admin")).code()).isEqualTo("forbidden");
        assertThat(refusal(reader, wanted("ci", "read-only")).code()).isEqualTo("scope");
        assertThat(catchThrowableOfType(Problem.class, () -> keys.list(reader)).code())
                .isEqualTo("scope");
        assertThat(catchThrowableOfType(Problem.class, () -> keys.revoke(reader, "key_x"))
                        .code())
                .isEqualTo("scope");
    }

    @Test
    void areNotMadeWithoutEnd() {
        for (int i = 0; i < KeyRing.MOST; i++) {
            keys.create(ada, wanted("ci", "admin"));
        }

        assertThat(refusal(ada, wanted("one too many", "admin")).code()).isEqualTo("too_many_keys");
    }

    private Problem refusal(Caller caller, NewKey wanted) {
        return catchThrowableOfType(Problem.class, () -> keys.create(caller, wanted));
    }

    private static NewKey wanted(String name, String... scopes) {
        return new NewKey(name, Scopes.asked(List.of(scopes)), Optional.empty());
    }

    private static Caller person(Role role) {
        return new Caller(WORKSPACE, Caller.Kind.PERSON, UUID.randomUUID(), "Ada", role);
    }
}
