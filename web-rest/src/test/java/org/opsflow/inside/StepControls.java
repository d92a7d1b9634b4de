package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** What people ask of the attempt at work on a step. */
interface StepControls {

    @Test
    @RunAsClient
    default void whatIsSaidToAnAgentAtWorkIsShownOnItsStepAndAudited() {
        Neighbours home = Neighbours.moveIn();
        Browser member = home.memberOf("member");
        String step = "/api/workflow-steps/" + home.ids().get("held-step");
        try (BoardClient board = BoardClient.open(member)) {
            board.say("{\"type\": \"resume\"}");
            board.await("snapshot");

            Page said = member.post(step + "/steer", "{\"text\": \"Leave the tests alone.\"}");

            assertThat(said.status()).as(said.body()).isEqualTo(201);
            JsonObject control = said.json().getJsonObject("data");
            // Its agent is not connected.
            assertThat(control.getString("state")).isEqualTo("requested");
            assertThat(control.getString("text")).isEqualTo("Leave the tests alone.");
            assertThat(control.getJsonObject("requested_by").getString("name")).isNotEmpty();
            assertThat(member.get(step).json().getJsonObject("data").getJsonArray("controls"))
                    .containsExactly(control);
            board.changesUntil("worker.control_changed");
        }
        assertThat(home.owner().get("/api/audit?action=step.steer").body())
                .contains("\"step.steer\"")
                .doesNotContain("Leave the tests alone.");
    }

    @Test
    @RunAsClient
    default void nobodyIsTalkedToWhereNobodyWorks() {
        Neighbours home = Neighbours.moveIn();

        Page refused =
                home.owner().post("/api/workflow-steps/" + home.ids().get("step") + "/steer", "{\"text\": \"Hello?\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("code")).isEqualTo("step_not_held");
    }

    @Test
    @RunAsClient
    default void aPausedStepSaysSoAndRepeatingItChangesNothing() {
        Neighbours home = Neighbours.moveIn();
        Browser member = home.memberOf("member");
        String step = "/api/workflow-steps/" + home.ids().get("held-step");
        Page early = member.post(step + "/resume", "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().getString("code")).isEqualTo("step_not_paused");

        Page paused = member.post(step + "/pause", "");

        assertThat(paused.status()).as(paused.body()).isEqualTo(200);
        assertThat(member.post(step + "/pause", "").json()).isEqualTo(paused.json());
        JsonObject pause = member.get(step).json().getJsonObject("data").getJsonObject("pause");
        assertThat(pause.getString("stage")).isEqualTo("pausing");
        assertThat(pause.getJsonObject("requested_by").getString("name")).isNotEmpty();
        Page resumed = member.post(step + "/resume", "");
        assertThat(member.post(step + "/resume", "").json()).isEqualTo(resumed.json());
        assertThat(member.get(step)
                        .json()
                        .getJsonObject("data")
                        .getJsonObject("pause")
                        .getString("stage"))
                .isEqualTo("resuming");
        assertThat(home.owner().get("/api/audit?action=step.pause").body()).contains("\"step.pause\"");
    }
}
