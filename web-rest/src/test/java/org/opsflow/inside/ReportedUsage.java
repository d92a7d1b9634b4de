package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Checkpoint;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.ModelUsage;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Usage;

/** What an agent says of the models it used, from its frame to the page. */
interface ReportedUsage {

    @Test
    @RunAsClient
    default void whatAgentsUsedIsToldLiveAndReadOnStepAndRun() {
        // What moves in brings a run with one step.
        Browser owner = Neighbours.moveIn().owner();
        try (WorkingAgent agent = WorkingAgent.hired(owner);
                BoardClient page = BoardClient.open(owner)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");
            ServerFrame granted = agent.begin();
            String run = "/api/workflow-executions/" + granted.getGranted().getRunId();
            String step = "/api/workflow-steps/" + granted.getGranted().getStepId();
            assertThat(data(owner, step).get("usage")).isEqualTo(JsonValue.NULL);
            assertThat(data(owner, run).get("usage")).isEqualTo(JsonValue.NULL);

            ServerFrame refused = agent.report(AgentFrame.newBuilder().setUsage(of(used("opus", -1))));
            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_INVALID);
            assertThat(refused.getRefused().getField()).isEqualTo("usage.models[0].output_tokens");
            assertThat(agent.report(AgentFrame.newBuilder().setUsage(of(used("opus", 10), used("haiku", 1))))
                            .hasReceipt())
                    .isTrue();
            assertThat(agent.report(AgentFrame.newBuilder()
                                    .setCompleted(Completed.newBuilder().setUsage(of(used("opus", 100)))))
                            .hasReceipt())
                    .isTrue();

            page.changesUntil("workflow.step.completed");
            assertThat(page.changes())
                    .filteredOn(change -> change.getString("type").equals("workflow.step.usage_reported"))
                    .extracting(change ->
                            change.getJsonObject("data").getJsonObject("usage").getInt("output_tokens"))
                    .containsExactly(11, 111);
            for (String path : new String[] {step, run}) {
                JsonObject data = data(owner, path);
                assertThat(data.getJsonObject("usage").getInt("output_tokens")).isEqualTo(111);
                assertThat(data.getJsonObject("usage").getInt("calls")).isEqualTo(3);
                assertThat(data.getJsonArray("usage_by_model"))
                        .extracting(each -> each.asJsonObject().getString("model"))
                        .containsExactly("opus", "haiku");
            }
        }
    }

    @Test
    @RunAsClient
    default void anotherAgentGoesOnFromTheLastCheckpoint() {
        Browser owner = Neighbours.moveIn().owner();
        try (WorkingAgent first = WorkingAgent.hired(owner);
                WorkingAgent second = WorkingAgent.hired(owner)) {
            ServerFrame granted = first.begin();
            first.report(checkpoint("one"));
            first.report(checkpoint("two"));
            ServerFrame refused = first.report(checkpoint("x".repeat((256 << 10) + 1)));
            first.report(AgentFrame.newBuilder().setReleased(Released.getDefaultInstance()));

            ServerFrame again = second.begin();

            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_TOO_LARGE);
            assertThat(refused.getRefused().getField()).isEqualTo("checkpoint.state");
            assertThat(granted.getGranted().hasCheckpoint()).isFalse();
            assertThat(again.getGranted().getStepId())
                    .isEqualTo(granted.getGranted().getStepId());
            assertThat(again.getGranted().getCheckpoint().getState().toStringUtf8())
                    .isEqualTo("two");
            assertThat(data(owner, "/api/workflow-steps/" + granted.getGranted().getStepId())
                            .getJsonObject("checkpoint")
                            .getInt("size_bytes"))
                    .isEqualTo(3);
        }
    }

    private static AgentFrame.Builder checkpoint(String state) {
        return AgentFrame.newBuilder().setCheckpoint(Checkpoint.newBuilder().setState(ByteString.copyFromUtf8(state)));
    }

    private static JsonObject data(Browser browser, String path) {
        return browser.get(path).json().getJsonObject("data");
    }

    private static ModelUsage used(String model, long output) {
        return ModelUsage.newBuilder()
                .setModel(model)
                .setCalls(1)
                .setOutputTokens(output)
                .build();
    }

    private static Usage of(ModelUsage... models) {
        return Usage.newBuilder().addAllModels(List.of(models)).build();
    }
}
