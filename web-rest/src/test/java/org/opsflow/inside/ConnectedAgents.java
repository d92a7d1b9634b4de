package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.inside.Browser.Page;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Configure;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.ServerFrame;

/** What people set for an agent reaches its process, and what the process says of itself reaches the board. */
interface ConnectedAgents {

    @Test
    @RunAsClient
    default void whatPeopleSetForAnAgentReachesItAndIsAcknowledged() {
        Neighbours home = Neighbours.moveIn();
        Browser admin = home.memberOf("admin");
        try (WorkingAgent agent = WorkingAgent.hired(home.owner());
                BoardClient board = BoardClient.open(admin)) {
            board.say("{\"type\": \"resume\"}");
            board.await("snapshot");
            String path = "/api/agents/" + agent.id() + "/settings";
            assertThat(data(admin.get(path)).get("settings")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);

            JsonObject set = data(admin.ask(
                    "PUT",
                    path,
                    "{\"settings\": {\"model\": \"small\"}}",
                    "Content-Type",
                    "application/json",
                    "X-CSRF-Token",
                    admin.csrf()));

            assertThat(set.getJsonObject("settings").getString("model")).isEqualTo("small");
            assertThat(set.getString("agent_id")).isEqualTo(agent.id());
            assertThat(set.getJsonObject("changed_by").getString("type")).isEqualTo("person");
            assertThat(data(admin.get(path))).isEqualTo(set);
            Configure told = agent.await(ServerFrame::hasConfigure).getConfigure();
            assertThat(JsonText.parseObject(told.getSettingsJson())).contains(set.getJsonObject("settings"));
            agent.send(AgentFrame.newBuilder()
                    .setControlAck(ControlAck.newBuilder().setControlId(told.getControlId())));
            board.await(frame -> frame.toString().contains("\"acknowledged\""));
        }
        assertThat(home.owner().get("/api/audit?action=agent.configure").body()).contains("\"agent.configure\"");
    }

    @Test
    @RunAsClient
    default void howMuchAProcessHasToDoReachesTheBoard() {
        Neighbours home = Neighbours.moveIn();
        try (WorkingAgent agent = WorkingAgent.hired(home.owner());
                BoardClient board = BoardClient.open(home.owner())) {
            board.say("{\"type\": \"resume\"}");
            board.await("snapshot");

            AgentFrame.Builder beat = AgentFrame.newBuilder()
                    .setHeartbeat(Heartbeat.newBuilder()
                            .setFreeSlots(1)
                            .setCpuPercent(7)
                            .setFreeDiskBytes(1L << 40));
            // A signal may get lost, and the agent's own heartbeats take its place.
            JsonObject told = board.await(
                    () -> agent.send(beat),
                    frame -> frame.getString("type").equals("vitals")
                            && frame.toString().contains("cpu_percent"));

            JsonObject vitals = told.getJsonArray("data").getJsonObject(0);
            assertThat(vitals.getString("agent_id")).isEqualTo(agent.id());
            assertThat(vitals.getString("instance")).isEqualTo("one");
            assertThat(vitals.getInt("free_slots")).isEqualTo(1);
            assertThat(vitals.getInt("cpu_percent")).isEqualTo(7);
            assertThat(vitals.getJsonNumber("free_disk_bytes").longValue()).isEqualTo(1L << 40);
            assertThat(vitals.containsKey("free_memory_bytes")).isFalse();
            isAnsweredTo(home.owner(), agent, beat);
        }
    }

    private static void isAnsweredTo(Browser person, WorkingAgent agent, AgentFrame.Builder beat) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            agent.send(beat);
            JsonObject load = data(person.get("/api/agents/" + agent.id()))
                    .getJsonArray("instances")
                    .getJsonObject(0)
                    .getJsonObject("load");
            assertThat(load).isNotNull();
            assertThat(load.getInt("free_slots")).isEqualTo(1);
            assertThat(load.getInt("cpu_percent")).isEqualTo(7);
            assertThat(load.getJsonNumber("free_disk_bytes").longValue()).isEqualTo(1L << 40);
            assertThat(load.keySet())
                    .containsExactlyInAnyOrder("free_slots", "cpu_percent", "free_disk_bytes", "alive_at");
        });
    }

    private static JsonObject data(Page page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().getJsonObject("data");
    }
}
