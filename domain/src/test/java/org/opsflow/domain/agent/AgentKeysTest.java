package org.opsflow.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Credential;
import org.opsflow.domain.identity.FakeAudit;
import org.opsflow.domain.identity.FakeEvent;
import org.opsflow.domain.identity.FakeKeyStore;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.KeyRing;
import org.opsflow.domain.identity.NewKey;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

class AgentKeysTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    private static final UUID WORKSPACE = UUID.randomUUID();

    private final FakeAgents agents = new FakeAgents();
    private final FakeKeyStore store = new FakeKeyStore();
    private final FakeEvent<AccessEnded> ended = new FakeEvent<>();
    private final AgentKeys keys = new AgentKeys(
            agents, store, new KeyIssue(store, new Ids(), CLOCK), new KeyRing(CLOCK, new FakeAudit(), ended));
    private final Agent kenji =
            new Agent(UUID.randomUUID(), WORKSPACE, "kenji", "Kenji", AgentLook.of("kenji"), CLOCK.instant());
    private final Caller admin = caller(WORKSPACE, Role.ADMIN);

    @BeforeEach
    void anAgent() {
        agents.add(kenji);
        agents.add(new Agent(UUID.randomUUID(), WORKSPACE, "ada", "Ada", AgentLook.of("ada"), CLOCK.instant()));
    }

    @Test
    void areReplacedOneByTheOther() {
        ApiKey first = keys.create(admin, "kenji", wanted("task-only")).key();
        ApiKey second =
                keys.create(admin, "kenji", wanted("task-only", "read-only")).key();

        keys.revoke(admin, "kenji", PublicId.KEY.of(first.id()));

        assertThat(keys.list(admin, "kenji")).containsExactly(second);
        assertThat(keys.list(admin, "ada")).isEmpty();
        assertThat(ended.fired).containsExactly(AccessEnded.by(first.id()));
    }

    @Test
    void allEndWhenTheirAgentRetires() {
        keys.create(admin, "kenji", wanted("task-only"));
        keys.create(admin, "kenji", wanted("task-only"));

        keys.revokeAll(admin, kenji);

        assertThat(keys.list(admin, "kenji")).isEmpty();
        assertThat(ended.fired).hasSize(2);
    }

    @Test
    void ofOtherAgentsAndWorkspacesAreNotThere() {
        String id = PublicId.KEY.of(
                keys.create(admin, "kenji", wanted("task-only")).key().id());
        Caller stranger = caller(UUID.randomUUID(), Role.OWNER);

        assertNotFound(() -> keys.revoke(admin, "ada", id));
        assertNotFound(() -> keys.revoke(stranger, "kenji", id));
        assertNotFound(() -> keys.list(stranger, "kenji"));
        assertNotFound(() -> keys.create(stranger, "kenji", wanted("task-only")));
        assertNotFound(() -> keys.create(admin, "nobody", wanted("task-only")));
        assertNotFound(() -> keys.create(admin, "観測者", wanted("task-only")));
    }

    @Test
    void areMadeByOwnersAndAdministrators() {
        for (Role role : List.of(Role.MEMBER, Role.VIEWER, Role.BOT)) {
            Caller caller = caller(WORKSPACE, role);
            assertForbidden(() -> keys.list(caller, "kenji"), "forbidden");
            assertForbidden(() -> keys.create(caller, "kenji", wanted("task-only")), "forbidden");
            assertForbidden(() -> keys.revoke(caller, "kenji", "key_x"), "forbidden");
        }
    }

    @Test
    void madeByAKeyWorkAndReadNoMoreThanThatKeyDoes() {
        Caller narrow = admin.by(
                new Credential(Credential.Kind.KEY, UUID.randomUUID(), Scopes.asked(List.of("worker:manage"))));

        assertThat(keys.create(narrow, "kenji", wanted("task-only")).text()).startsWith("owf_kenji_");
        assertForbidden(() -> keys.create(narrow, "kenji", wanted("read-only")), "scope");
        assertForbidden(() -> keys.create(narrow, "kenji", wanted("admin")), "scope");
    }

    private static void assertNotFound(Runnable call) {
        assertThat(catchThrowableOfType(Problem.class, call::run).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private static void assertForbidden(Runnable call, String code) {
        assertThat(catchThrowableOfType(Problem.class, call::run).code()).isEqualTo(code);
    }

    private static NewKey wanted(String... scopes) {
        return new NewKey("next", Scopes.asked(List.of(scopes)), Optional.empty());
    }

    private static Caller caller(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Ada", role);
    }
}
