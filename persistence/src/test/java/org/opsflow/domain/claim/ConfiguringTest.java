package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

/** A person sets what an agent is to go by: two nodes on one database, reconcilers running. */
class ConfiguringTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String SMALL = "{\"model\":\"small\"}";
    private static final String LARGE = "{\"model\":\"large\"}";

    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private final LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static JsonObject object(String json) {
        return JsonText.parseObject(json).orElseThrow();
    }

    private void set(LiveNode node, String json) {
        node.configuring.configure(floor.owner, "kenji", object(json));
    }

    @Test
    void tellsAProcessWhenItConnects() {
        assertThat(here.configuring.settings(floor.owner, "kenji")).isEmpty();
        agent.connect(here);
        assertThat(agent.settings).isEmpty();
        agent.breakOff();

        set(here, SMALL);
        agent.connect(there);

        assertThat(agent.settings).isEqualTo(SMALL);
        assertThat(agent.asked).isEmpty();
        assertThat(here.configuring.settings(floor.owner, "kenji").orElseThrow().json())
                .isEqualTo(SMALL);
    }

    @Test
    void tellsAProcessThatIsConnectedHereOrThere() {
        agent.connect(here);
        set(here, SMALL);
        assertThat(agent.asked).extracting(Control::text).containsExactly(SMALL);
        assertThat(agent.asked.get(0).kind()).isEqualTo(Control.Kind.CONFIGURE);
        agent.acknowledges();

        set(there, LARGE);

        await("told").until(() -> agent.asked.size() == 2);
        assertThat(agent.asked).extracting(Control::text).containsExactly(SMALL, LARGE);
    }

    @Test
    void tellsAgainWhatWasNotAcknowledgedButOnlyTheLast() {
        agent.connect(here);
        set(here, SMALL);
        agent.breakOff();
        set(here, LARGE);
        agent.asked.clear();

        agent.connect(there);

        assertThat(agent.settings).isEqualTo(LARGE);
        assertThat(agent.asked).extracting(Control::text).containsExactly(LARGE);
        agent.acknowledges();
        agent.breakOff();
        agent.connect(here);
        assertThat(agent.asked).hasSize(1);
    }

    @Test
    void saysNothingNewWhenNothingChanges() {
        agent.connect(here);
        set(here, SMALL);
        set(there, SMALL);
        assertThat(agent.asked).hasSize(1);
        assertThat(floor.in(() -> floor.log.after(floor.workspace, 0, 1_000)).stream()
                        .filter(change -> change.type().equals("worker.control_changed"))
                        .map(NumberedChange::data))
                .describedAs("what is set is for those who may see it")
                .isNotEmpty()
                .noneMatch(data -> data.contains("small"));
    }

    @Test
    void isForWhoMayAndForAgentsOfTheirWorkspace() {
        refused(Problem.Kind.FORBIDDEN, person(floor.workspace, Role.VIEWER));
        refused(Problem.Kind.NOT_FOUND, person(UUID.randomUUID(), Role.OWNER));
        assertThatThrownBy(() -> set(here, "{\"a\":\"" + "é".repeat(8_190) + "\"}"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo("settings"));
        set(here, "{\"a\":\"" + "é".repeat(8_188) + "\"}");
    }

    private void refused(Problem.Kind kind, Caller caller) {
        assertThatThrownBy(() -> here.configuring.configure(caller, "kenji", object(SMALL)))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
        assertThatThrownBy(() -> here.configuring.settings(caller, "kenji"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    private static Caller person(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Somebody", role);
    }
}
