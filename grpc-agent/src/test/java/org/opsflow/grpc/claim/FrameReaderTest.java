package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.UnknownFieldSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.claim.SessionOut;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Ask;
import org.opsflow.proto.agent.v1.Checkpoint;
import org.opsflow.proto.agent.v1.Comment;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.Progress;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.Started;
import org.opsflow.proto.agent.v1.Usage;

class FrameReaderTest {
    private static final UUID ATTEMPT = new UUID(1, 2);
    private static final Hello HELLO = Hello.newBuilder()
            .setProtocolVersion(1)
            .setInstance("host-1.a_B")
            .setAgentVersion("1.0")
            .addCapabilities("script")
            .addCapabilities("agent:claude")
            .putLabels("region", "eu-1/b")
            .setMaxConcurrent(1_000)
            .setResumeToken("token")
            .addHeld(HeldLease.newBuilder()
                    .setAttemptId(PublicId.ATTEMPT.of(ATTEMPT))
                    .setFence(7))
            .build();

    private static String field(ThrowingCallable reading) {
        return catchThrowableOfType(Problem.class, reading).errors().get(0).field();
    }

    @Test
    void readsHello() {
        assertThat(FrameReader.hello(HELLO))
                .isEqualTo(new org.opsflow.domain.claim.Hello(
                        "host-1.a_B",
                        "1.0",
                        List.of("script", "agent:claude"),
                        1_000,
                        Optional.of("token"),
                        Map.of("region", "eu-1/b"),
                        List.of(new SessionOut.Held(ATTEMPT, 7))));
        assertThat(FrameReader.hello(HELLO.toBuilder().clearResumeToken().build())
                        .resumeToken())
                .isEmpty();
    }

    static Stream<Arguments> wrongHellos() {
        HeldLease lease = HELLO.getHeld(0);
        return Stream.of(
                wrong("hello.protocol_version", hello -> hello.setProtocolVersion(2)),
                wrong("hello.protocol_version", hello -> hello.setProtocolVersion(-1)),
                wrong("hello.protocol_version", Hello.Builder::clearProtocolVersion),
                wrong("hello.instance", Hello.Builder::clearInstance),
                wrong("hello.instance", hello -> hello.setInstance("a b")),
                wrong("hello.instance", hello -> hello.setInstance("ä")),
                wrong("hello.instance", hello -> hello.setInstance("a".repeat(65))),
                wrong("hello.instance", hello -> hello.setInstance("a\n")),
                wrong("hello.agent_version", hello -> hello.setAgentVersion("v".repeat(65))),
                wrong("hello.capabilities", hello -> hello.addCapabilities("GPU")),
                wrong("hello.capabilities", hello -> hello.addCapabilities("")),
                wrong("hello.capabilities", hello -> hello.addCapabilities("c".repeat(65))),
                wrong("hello.capabilities", hello -> hello.addAllCapabilities(Collections.nCopies(63, "c"))),
                wrong("hello.capabilities", hello -> hello.clearCapabilities()
                        .addAllCapabilities(Collections.nCopies(64, "c".repeat(64)))),
                wrong("hello.labels", hello -> hello.putLabels("Region", "eu")),
                wrong("hello.labels", hello -> hello.putLabels("", "eu")),
                wrong("hello.labels", hello -> {
                    for (int i = 0; i < 33; i++) {
                        hello.putLabels("l" + i, "x");
                    }
                    return hello;
                }),
                wrong("hello.labels.region", hello -> hello.putLabels("region", "")),
                wrong("hello.labels.region", hello -> hello.putLabels("region", "a b")),
                wrong("hello.labels.region", hello -> hello.putLabels("region", "ä")),
                wrong("hello.labels.region", hello -> hello.putLabels("region", "v".repeat(129))),
                wrong("hello.max_concurrent", Hello.Builder::clearMaxConcurrent),
                wrong("hello.max_concurrent", hello -> hello.setMaxConcurrent(1_001)),
                wrong("hello.max_concurrent", hello -> hello.setMaxConcurrent(-1)),
                wrong("hello.held", hello -> hello.addHeld(HeldLease.getDefaultInstance())),
                wrong("hello.held", hello -> hello.addAllHeld(Collections.nCopies(2_000, lease))));
    }

    private static Arguments wrong(String field, UnaryOperator<Hello.Builder> change) {
        return Arguments.of(field, change.apply(HELLO.toBuilder()).build());
    }

    @ParameterizedTest
    @MethodSource
    void wrongHellos(String field, Hello hello) {
        assertThat(field(() -> FrameReader.hello(hello))).isEqualTo(field);
    }

    @Test
    void readsCompleted() {
        assertThat(FrameReader.completed(Completed.newBuilder()
                        .setOutputJson("{\"a\": 1}")
                        .setSummary("done")
                        .setExitCode(0)
                        .build()))
                .isEqualTo(new ReportBody.Completed("{\"a\": 1}", "done", OptionalInt.of(0), List.of()));
        assertThat(FrameReader.completed(Completed.getDefaultInstance()))
                .isEqualTo(new ReportBody.Completed("null", "", OptionalInt.empty(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "text", "{} {}", "[1,]", " "})
    void refusesOutputThatIsNoJson(String output) {
        Completed completed = Completed.newBuilder().setOutputJson(output).build();

        assertThat(field(() -> FrameReader.completed(completed))).isEqualTo("completed.output_json");
    }

    @Test
    void refusesDeeplyNestedOutputLikeAnyOtherThatIsNoJson() {
        Completed completed =
                Completed.newBuilder().setOutputJson("[".repeat(60_000)).build();

        assertThat(field(() -> FrameReader.completed(completed))).isEqualTo("completed.output_json");
    }

    @Test
    void countsTheLimitsInBytes() {
        String fits = "\"" + "é".repeat((64 << 10) / 2 - 1) + "\"";
        assertThat(FrameReader.completed(
                        Completed.newBuilder().setOutputJson(fits).build()))
                .isNotNull();
        assertTooLarge(
                "completed.output_json",
                () -> FrameReader.completed(
                        Completed.newBuilder().setOutputJson(fits + " ").build()));
        assertTooLarge(
                "completed.summary",
                () -> FrameReader.completed(
                        Completed.newBuilder().setSummary("é".repeat(2_049)).build()));
        assertTooLarge("progress.line", () -> FrameReader.line("x".repeat(4_097)));
    }

    private static void assertTooLarge(String field, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(FrameReader.TooLarge.class, large -> assertThat(large.field)
                        .isEqualTo(field))
                .hasMessageContaining(field)
                .hasMessageContaining("report Failed with reason too_large");
    }

    @Test
    void readsFailed() {
        Failed failed = Failed.newBuilder()
                .setKind(FailureKind.FAILURE_KIND_RETRYABLE)
                .setReason("exit_code")
                .setMessage("it broke")
                .setExitCode(3)
                .build();
        assertThat(FrameReader.failed(failed))
                .isEqualTo(new ReportBody.Failed(true, "exit_code", "it broke", OptionalInt.of(3), List.of()));
        assertThat(FrameReader.failed(failed.toBuilder()
                        .setKind(FailureKind.FAILURE_KIND_TERMINAL)
                        .clearMessage()
                        .clearExitCode()
                        .build()))
                .isEqualTo(new ReportBody.Failed(false, "exit_code", "exit_code", OptionalInt.empty(), List.of()));
    }

    @Test
    void refusesWrongFailures() {
        Failed right = Failed.newBuilder()
                .setKind(FailureKind.FAILURE_KIND_BUSINESS)
                .setReason("r")
                .build();
        assertThat(field(() -> FrameReader.failed(right.toBuilder().clearKind().build())))
                .isEqualTo("failed.kind");
        assertThat(field(() ->
                        FrameReader.failed(right.toBuilder().setKindValue(99).build())))
                .isEqualTo("failed.kind");
        for (String reason : List.of("", "Exit Code", "r".repeat(65))) {
            assertThat(field(() -> FrameReader.failed(
                            right.toBuilder().setReason(reason).build())))
                    .isEqualTo("failed.reason");
        }
        assertTooLarge(
                "failed.message",
                () -> FrameReader.failed(
                        right.toBuilder().setMessage("m".repeat(4_097)).build()));
    }

    @Test
    void readsTheOthersWithinTheirLimits() {
        assertThat(FrameReader.released("bye")).isEqualTo(new ReportBody.Released("bye"));
        assertThat(field(() -> FrameReader.released("m".repeat(1_001)))).isEqualTo("released.message");
        assertThat(FrameReader.percent(false, 0)).isEmpty();
        assertThat(FrameReader.percent(true, 100)).hasValue(100);
        assertThat(field(() -> FrameReader.percent(true, 101))).isEqualTo("progress.percent");
        assertThat(field(() -> FrameReader.percent(true, -1))).isEqualTo("progress.percent");
        assertThat(FrameReader.line("")).isEmpty();
        assertThat(FrameReader.line("going")).contains("going");
    }

    @Test
    void knowsWhichFramesAreReports() {
        assertThat(Stream.of(
                        AgentFrame.newBuilder().setStarted(Started.getDefaultInstance()),
                        AgentFrame.newBuilder().setCheckpoint(Checkpoint.getDefaultInstance()),
                        AgentFrame.newBuilder().setComment(Comment.getDefaultInstance()),
                        AgentFrame.newBuilder().setUsage(Usage.getDefaultInstance()),
                        AgentFrame.newBuilder().setAsk(Ask.getDefaultInstance()),
                        AgentFrame.newBuilder().setCompleted(Completed.getDefaultInstance()),
                        AgentFrame.newBuilder().setFailed(Failed.getDefaultInstance()),
                        AgentFrame.newBuilder().setReleased(Released.getDefaultInstance())))
                .allMatch(frame -> FrameReader.isReport(frame.build()));
        assertThat(FrameReader.isReport(AgentFrame.newBuilder()
                        .setProgress(Progress.getDefaultInstance())
                        .build()))
                .isFalse();
        assertThat(FrameReader.isReport(AgentFrame.newBuilder()
                        .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                        .build()))
                .isFalse();
    }
}
