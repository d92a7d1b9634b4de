package org.opsflow.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.FakeKeyStore;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

class AgentRegistrationTest {
    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    private final FakeAgents agents = new FakeAgents();
    private final List<Change> recorded = new ArrayList<>();
    private final AgentRegistration registration = new AgentRegistration(
            agents, new KeyIssue(new FakeKeyStore(), new Ids(), CLOCK), new FakeRecorder(), new Ids(), CLOCK);

    @Test
    void givesAnAgentItsKeyAndLook() {
        RegisteredAgent registered = registration.register(caller(Role.MEMBER), named("Ada Lovelace"));

        assertThat(registered.agent().slug()).isEqualTo("ada-lovelace");
        assertThat(registered.apiKey()).matches("owf_ada-lovelace_[A-Za-z0-9]{32}");
        assertThat(registered.agent().look()).isEqualTo(AgentLook.of("ada-lovelace"));
    }

    @Test
    void tellsTheWorkspace() {
        registration.register(caller(Role.OWNER), named("Kenji"));

        assertThat(recorded).extracting(Change::type).containsExactly("worker.registered");
        JsonObject data = JsonText.parseObject(recorded.get(0).data()).orElseThrow();
        assertThat(data.getString("id")).isEqualTo("kenji");
        assertThat(data.getString("connection")).isEqualTo("offline");
        assertThat(data.getJsonArray("instances")).isEmpty();
        assertThat(data.getString("created_at")).isEqualTo("2026-11-21T10:00:00Z");
    }

    @Test
    void refusesViewersAndBots() {
        assertThat(refusal(caller(Role.VIEWER), named("Kenji")).kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refusal(caller(Role.BOT), named("Kenji")).kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(agents.stored).isEmpty();
    }

    @Test
    void refusesAnIdThatIsTaken() {
        NewAgent kenji = new NewAgent("Kenji", Optional.of("kenji"), Optional.empty(), Optional.empty());
        registration.register(caller(Role.OWNER), kenji);

        assertThat(refusal(caller(Role.OWNER), kenji).kind()).isEqualTo(Problem.Kind.CONFLICT);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Caller owner = caller(Role.OWNER);

        assertThat(refusal(owner, named(" "))).hasMessageStartingWith("name: ");
        assertThat(refusal(owner, new NewAgent("A", Optional.empty(), Optional.of("x".repeat(17)), Optional.empty())))
                .hasMessageStartingWith("emoji: ");
        assertThat(refusal(owner, new NewAgent("A", Optional.empty(), Optional.empty(), Optional.of("red"))))
                .hasMessageStartingWith("color: ");
    }

    private Problem refusal(Caller caller, NewAgent wanted) {
        return catchThrowableOfType(Problem.class, () -> registration.register(caller, wanted));
    }

    private static NewAgent named(String name) {
        return new NewAgent(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Caller caller(Role role) {
        return new Caller(WORKSPACE, Caller.Kind.PERSON, UUID.randomUUID(), "Ada", role);
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
