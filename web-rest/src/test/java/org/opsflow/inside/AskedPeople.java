package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Ask;
import org.opsflow.proto.agent.v1.AskKind;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.ServerFrame;

/** What an agent asks, from its frame to the page, and the answer back. */
interface AskedPeople {

    @Test
    @RunAsClient
    default void aPersonAnswersWhatAnAgentAsksAndTheAgentHearsIt() {
        Neighbours home = Neighbours.moveIn();
        Browser member = home.memberOf("member");
        try (WorkingAgent agent = WorkingAgent.hired(home.owner());
                BoardClient page = BoardClient.open(member)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");
            ServerFrame granted = agent.begin();
            String step = granted.getGranted().getStepId();
            ServerFrame refused = agent.report(ask(AskKind.ASK_KIND_APPROVAL, "Delete it?", "yes"));
            assertThat(refused.getRefused().getField()).isEqualTo("ask.choices");
            assertThat(agent.report(ask(AskKind.ASK_KIND_QUESTION, "Which branch?", "main", "release"))
                            .hasReceipt())
                    .isTrue();
            page.changesUntil("workflow.gate.opened");
            JsonObject gate = member.get("/api/gates?state=open&step_id=" + step)
                    .json()
                    .getJsonArray("data")
                    .getJsonObject(0);
            String path = "/api/gates/" + gate.getString("id");
            assertThat(gate.getString("question")).isEqualTo("Which branch?");
            assertThat(gate.getString("context")).isEqualTo("Both have the fix.");

            assertThat(home.memberOf("viewer")
                            .post(path + "/answer", "{\"choice\": \"main\"}")
                            .status())
                    .isEqualTo(403);
            Page wrong = member.post(path + "/answer", "{\"choice\": \"develop\"}");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body()).contains("\"choice\"", "release");
            Page answered = member.post(path + "/answer", "{\"choice\": \"release\", \"text\": \"and soon\"}");
            assertThat(answered.status()).as(answered.body()).isEqualTo(200);
            assertThat(answered.json().getJsonObject("data").getString("state")).isEqualTo("answered");

            ServerFrame told = agent.await(ServerFrame::hasAnswer);
            assertThat(told.getAttemptId()).isEqualTo(granted.getAttemptId());
            assertThat(told.getFence()).isEqualTo(granted.getFence());
            assertThat(told.getAnswer().getAskId()).isEqualTo(gate.getString("id"));
            assertThat(told.getAnswer().getAskNumber()).isEqualTo(2);
            assertThat(told.getAnswer().getChoice()).isEqualTo("release");
            assertThat(told.getAnswer().getText()).isEqualTo("and soon");
            assertThat(told.getAnswer().getBy()).isNotEmpty();
            page.changesUntil("workflow.gate.answered");
            Page second = home.owner().post(path + "/answer", "{\"choice\": \"main\"}");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().getString("code")).isEqualTo("gate_answered");
            assertThat(second.json()
                            .getJsonObject("current")
                            .getJsonObject("answer")
                            .getString("choice"))
                    .isEqualTo("release");
            agent.send(AgentFrame.newBuilder()
                    .setControlAck(ControlAck.newBuilder().setControlId(gate.getString("id"))));
            page.await(frame -> frame.toString().contains("\"acknowledged\""));
        }
        assertThat(home.owner().get("/api/audit?action=gate.answer").body()).contains("\"gate.answer\"");
    }

    @Test
    @RunAsClient
    default void whatNobodyWaitsForAnyMoreIsNotAnswered() {
        Browser owner = Neighbours.moveIn().owner();
        try (WorkingAgent agent = WorkingAgent.hired(owner);
                BoardClient page = BoardClient.open(owner)) {
            String step = agent.begin().getGranted().getStepId();
            agent.report(ask(AskKind.ASK_KIND_APPROVAL, "Delete it?"));
            String gate = owner.get("/api/gates?step_id=" + step)
                    .json()
                    .getJsonArray("data")
                    .getJsonObject(0)
                    .getString("id");
            page.say("{\"type\": \"resume\"}");
            assertThat(page.await("snapshot").toString()).contains(gate);
            agent.report(AgentFrame.newBuilder().setCompleted(Completed.getDefaultInstance()));
            page.changesUntil("workflow.gate.withdrawn");

            Page late = owner.post("/api/gates/" + gate + "/answer", "{\"approved\": true}");

            assertThat(late.status()).isEqualTo(409);
            assertThat(late.json().getString("code")).isEqualTo("gate_withdrawn");
        }
    }

    private static AgentFrame.Builder ask(AskKind kind, String question, String... choices) {
        return AgentFrame.newBuilder()
                .setAsk(Ask.newBuilder()
                        .setKind(kind)
                        .setQuestion(question)
                        .addAllChoices(List.of(choices))
                        .setContext("Both have the fix."));
    }
}
