package org.opsflow.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.FakeAudit;
import org.opsflow.domain.identity.FakeEvent;
import org.opsflow.domain.identity.FakeKeyStore;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.KeyRing;
import org.opsflow.domain.identity.NewKey;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

class AgentRetirementTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    private static final UUID WORKSPACE = UUID.randomUUID();

    private final List<Change> recorded = new ArrayList<>();
    private final FakeAgents agents = new FakeAgents();
    private final FakeKeyStore store = new FakeKeyStore();
    private final FakeEvent<AccessEnded> ended = new FakeEvent<>();
    private final AgentKeys keys = new AgentKeys(
            agents, store, new KeyIssue(store, new Ids(), CLOCK), new KeyRing(CLOCK, new FakeAudit(), ended));
    private final AgentRetirement retirement = new AgentRetirement(agents, keys, new FakeRecorder(), CLOCK);
    private final Agent kenji =
            new Agent(UUID.randomUUID(), WORKSPACE, "kenji", "Kenji", AgentLook.of("kenji"), CLOCK.instant());

    @BeforeEach
    void anAgentWithAKey() {
        agents.add(kenji);
        keys.create(caller(WORKSPACE, Role.ADMIN), "kenji", NewKey.first());
    }

    @Test
    void endsItsKeysAndIsToldOnce() {
        retirement.retire(caller(WORKSPACE, Role.ADMIN), "kenji");
        retirement.retire(caller(WORKSPACE, Role.ADMIN), "kenji");

        assertThat(kenji.isRetired()).isTrue();
        assertThat(ended.fired).hasSize(1);
        assertThat(recorded).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo("worker.retired");
            assertThat(change.data()).contains("\"agent_id\":\"kenji\"");
        });
        assertThat(agents.find(WORKSPACE, "kenji")).isEmpty();
        assertThat(agents.known(WORKSPACE, "kenji")).contains(kenji);
    }

    @Test
    void isForThoseWhoMay() {
        assertThatThrownBy(() -> retirement.retire(caller(WORKSPACE, Role.MEMBER), "kenji"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("may not retire agents");
        assertThatThrownBy(() -> retirement.retire(caller(UUID.randomUUID(), Role.ADMIN), "kenji"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("There is no agent");
        assertThat(kenji.isRetired()).isFalse();
        assertThat(ended.fired).isEmpty();
    }

    private static Caller caller(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Somebody", role);
    }

    private final class FakeRecorder extends ChangeRecorder {
        FakeRecorder() {
            super(null, null, null);
        }

        @Override
        public void record(List<Change> changes) {
            recorded.addAll(changes);
        }
    }
}
