package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** How a person pauses an agent. */
interface AgentPauses {

    @Test
    @RunAsClient
    default void aPausedAgentSaysSinceWhenAndByWhomAndRepeatingItChangesNothing() {
        Neighbours home = Neighbours.moveIn();
        Browser member = home.memberOf("member");
        String path = "/api/agents/" + home.ids().get("agent");
        member.post(path + "/errors/" + home.ids().get("agent-error") + "/dismiss", "");
        try (BoardClient board = BoardClient.open(member)) {
            board.say("{\"type\": \"resume\"}");
            board.await("snapshot");

            Page paused = member.post(path + "/pause", "");
            Page again = member.post(path + "/pause", "");

            assertThat(paused.status()).as(paused.body()).isEqualTo(200);
            assertThat(again.json()).isEqualTo(paused.json());
            JsonObject agent = paused.json().getJsonObject("data");
            assertThat(agent.getString("lifecycle")).isEqualTo("paused");
            assertThat(agent.getString("status")).isEqualTo("paused");
            // It is not connected and holds nothing.
            assertThat(agent.getJsonObject("pause").getString("stage")).isEqualTo("paused");
            assertThat(agent.getJsonObject("pause")
                            .getJsonObject("requested_by")
                            .getString("name"))
                    .isNotEmpty();
            assertThat(member.get(path).json().getJsonObject("data")).isEqualTo(agent);
            board.changesUntil("worker.paused");

            Page resumed = member.post(path + "/resume", "");
            assertThat(member.post(path + "/resume", "").json()).isEqualTo(resumed.json());
            JsonObject active = resumed.json().getJsonObject("data");
            assertThat(active.getString("lifecycle")).isEqualTo("starting");
            assertThat(active.getString("status")).isEqualTo("starting");
            assertThat(active.isNull("pause")).isTrue();
            board.changesUntil("worker.resumed");
        }
        assertThat(home.owner().get("/api/audit?action=agent.pause").body()).contains("\"agent.pause\"");
    }
}
