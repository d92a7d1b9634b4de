package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.shared.Problem;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.ModelUsage;
import org.opsflow.proto.agent.v1.Usage;

class UsageReaderTest {
    private static final ModelUsage OPUS = ModelUsage.newBuilder()
            .setModel("claude-opus-4.5")
            .setCalls(1_000_000)
            .setInputTokens(1_000_000_000_000L)
            .setCachedInputTokens(1_000_000_000_000L)
            .setOutputTokens(1_000_000_000_000L)
            .setCostMicros(1_000_000_000_000L)
            .build();

    @Test
    void readsUsageWithinItsLimits() {
        long most = 1_000_000_000_000L;
        var read = new org.opsflow.domain.workflow.ModelUsage(
                "claude-opus-4.5", new org.opsflow.domain.workflow.Usage(1_000_000, most, most, most, most));

        assertThat(UsageReader.report(of(OPUS))).isEqualTo(new ReportBody.Used(List.of(read)));
        assertThat(FrameReader.completed(
                                Completed.newBuilder().setUsage(of(OPUS)).build())
                        .usage())
                .containsExactly(read);
        assertThat(FrameReader.failed(Failed.newBuilder()
                                .setKind(FailureKind.FAILURE_KIND_TERMINAL)
                                .setReason("no")
                                .setUsage(of(OPUS))
                                .build())
                        .usage())
                .containsExactly(read);
    }

    static Stream<Arguments> wrongModels() {
        return Stream.of(
                wrong("model", used -> used.setModel("")),
                wrong("model", used -> used.setModel("m".repeat(101))),
                wrong("model", used -> used.setModel("<b>opus</b>")),
                wrong("calls", used -> used.setCalls(1_000_001)),
                wrong("calls", used -> used.setCalls(-1)),
                wrong("input_tokens", used -> used.setInputTokens(1_000_000_000_001L)),
                wrong("input_tokens", used -> used.setInputTokens(-1).clearCachedInputTokens()),
                wrong("cached_input_tokens", used -> used.setInputTokens(10).setCachedInputTokens(11)),
                wrong("cached_input_tokens", used -> used.setCachedInputTokens(-1)),
                wrong("output_tokens", used -> used.setOutputTokens(1_000_000_000_001L)),
                wrong("output_tokens", used -> used.setOutputTokens(-1)),
                wrong("cost_micros", used -> used.setCostMicros(1_000_000_000_001L)),
                wrong("cost_micros", used -> used.setCostMicros(-1)));
    }

    private static Arguments wrong(String field, Consumer<ModelUsage.Builder> change) {
        ModelUsage.Builder used = OPUS.toBuilder();
        change.accept(used);
        return Arguments.of(field, used.build());
    }

    @ParameterizedTest
    @MethodSource
    void wrongModels(String field, ModelUsage wrong) {
        ModelUsage right = OPUS.toBuilder().setModel("other").build();

        assertThat(field(() -> UsageReader.report(of(right, wrong)))).isEqualTo("usage.models[1]." + field);
        assertThat(field(() -> FrameReader.completed(
                        Completed.newBuilder().setUsage(of(wrong)).build())))
                .isEqualTo("completed.usage.models[0]." + field);
    }

    @Test
    void refusesNoModelTooManyAndOneTwice() {
        ModelUsage[] many = IntStream.range(0, 33)
                .mapToObj(i -> OPUS.toBuilder().setModel("m" + i).build())
                .toArray(ModelUsage[]::new);

        assertThat(field(() -> UsageReader.report(of()))).isEqualTo("usage.models");
        assertThat(field(() -> UsageReader.report(of(many)))).isEqualTo("usage.models");
        assertThat(field(() -> UsageReader.report(of(OPUS, OPUS)))).isEqualTo("usage.models");
    }

    private static Usage of(ModelUsage... models) {
        return Usage.newBuilder().addAllModels(List.of(models)).build();
    }

    private static String field(Runnable reading) {
        Problem wrong = catchThrowableOfType(Problem.class, reading::run);
        return wrong.errors().get(0).field();
    }
}
