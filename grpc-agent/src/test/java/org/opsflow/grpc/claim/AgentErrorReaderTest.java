package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.domain.claim.AgentErrorDraft;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;

class AgentErrorReaderTest {
    private static final AgentError ERROR = AgentError.newBuilder()
            .setClientId("c-1")
            .setCode("disk_full")
            .setMessage("The disk is full.")
            .build();

    private static AgentFrame frame(AgentError error) {
        return AgentFrame.newBuilder().setAgentError(error).build();
    }

    @Test
    void readsAnError() {
        assertThat(AgentErrorReader.draft(frame(ERROR)))
                .isEqualTo(new AgentErrorDraft("c-1", "disk_full", "The disk is full."));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("agent_error.client_id", AgentError.Builder::clearClientId),
                wrong("agent_error.client_id", error -> error.setClientId("c".repeat(65))),
                wrong("agent_error.code", AgentError.Builder::clearCode),
                wrong("agent_error.code", error -> error.setCode("Disk full")),
                wrong("agent_error.code", error -> error.setCode("c".repeat(65))),
                wrong("agent_error.message", AgentError.Builder::clearMessage),
                wrong("agent_error.message", error -> error.setMessage(" \n")));
    }

    private static Arguments wrong(String field, UnaryOperator<AgentError.Builder> change) {
        return Arguments.of(field, change.apply(ERROR.toBuilder()).build());
    }

    @ParameterizedTest
    @MethodSource
    void wrong(String field, AgentError error) {
        assertThat(refusal(frame(error)).errors().get(0).field()).isEqualTo(field);
    }

    @Test
    void speaksOfNoAttempt() {
        AgentFrame frame = frame(ERROR).toBuilder()
                .setAttemptId(PublicId.ATTEMPT.of(new UUID(1, 2)))
                .build();

        assertThat(refusal(frame).errors().get(0).field()).isEqualTo("attempt_id");
    }

    private static Problem refusal(AgentFrame frame) {
        return catchThrowableOfType(Problem.class, () -> AgentErrorReader.draft(frame));
    }

    @Test
    void takesAMessageUpToItsLimitInBytes() {
        String most = "ä".repeat(FrameReader.MAX_TEXT / 2);
        AgentErrorReader.draft(frame(ERROR.toBuilder().setMessage(most).build()));

        FrameReader.TooLarge tooLarge = catchThrowableOfType(
                FrameReader.TooLarge.class,
                () -> AgentErrorReader.draft(
                        frame(ERROR.toBuilder().setMessage(most + "a").build())));

        assertThat(tooLarge.field).isEqualTo("agent_error.message");
    }

    @Test
    void namesNoClientIdThatIsNone() {
        assertThat(AgentErrorReader.clientId(frame(ERROR))).isEqualTo("c-1");
        assertThat(AgentErrorReader.clientId(
                        frame(ERROR.toBuilder().setClientId("a b").build())))
                .isEmpty();
    }
}
