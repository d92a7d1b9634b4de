package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ServerFrame;

/** An agent says that something is wrong with it, and a person dismisses that. */
interface AgentTroubles {

    @Test
    @RunAsClient
    default void whatIsWrongWithAnAgentIsShownUntilSomebodyDismissesIt() {
        Neighbours home = Neighbours.moveIn();
        Browser member = home.memberOf("member");
        try (WorkingAgent agent = WorkingAgent.hired(home.owner());
                BoardClient board = BoardClient.open(member)) {
            board.say("{\"type\": \"resume\"}");
            board.await("snapshot");

            agent.send(AgentFrame.newBuilder()
                    .setAgentError(AgentError.newBuilder()
                            .setClientId("c1")
                            .setCode("model_key")
                            .setMessage("The model refuses its key.")));

            assertThat(agent.await(ServerFrame::hasReceipt).getReceipt().getClientId())
                    .isEqualTo("c1");
            board.changesUntil("worker.error");
            JsonObject shown = inTrouble(member, "model_key");
            JsonObject error = shown.getJsonObject("error");
            assertThat(error.getString("message")).isEqualTo("The model refuses its key.");
            assertThat(error.getString("instance")).isEqualTo("one");
            String path = "/api/agents/" + shown.getString("id");
            Page dismissed = member.post(path + "/errors/" + error.getString("id") + "/dismiss", "");
            assertThat(dismissed.status()).as(dismissed.body()).isEqualTo(200);
            assertThat(dismissed.json().getJsonObject("data").isNull("error")).isTrue();
            assertThat(member.post(path + "/errors/" + error.getString("id") + "/dismiss", "")
                            .json())
                    .isEqualTo(dismissed.json());
            board.changesUntil("worker.error_cleared");
        }
        assertThat(home.owner().get("/api/audit?action=agent.dismiss_error").body())
                .contains("\"agent.dismiss_error\"");
    }

    private static JsonObject inTrouble(Browser browser, String code) {
        return browser.get("/api/agents").json().getJsonArray("data").getValuesAs(JsonObject.class).stream()
                .filter(agent -> !agent.isNull("error"))
                .filter(agent -> agent.getJsonObject("error").getString("code").equals(code))
                .findFirst()
                .orElseThrow();
    }
}
