package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.claim.AgentMessage;
import org.opsflow.domain.claim.MessageDraft;
import org.opsflow.domain.claim.SessionOut;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Message;
import org.opsflow.proto.agent.v1.MessageKind;

class MessageFramesTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Message MESSAGE = Message.newBuilder()
            .setClientId("c-1")
            .setAgent("ada")
            .setKind(MessageKind.MESSAGE_KIND_HANDOFF)
            .setText("Go on.")
            .putMetadata("branch", "main")
            .setInReplyTo(PublicId.MESSAGE.of(ID))
            .build();

    private static AgentFrame frame(Message message) {
        return AgentFrame.newBuilder().setMessage(message).build();
    }

    @Test
    void readsAMessage() {
        AgentFrame frame = frame(MESSAGE).toBuilder()
                .setAttemptId(PublicId.ATTEMPT.of(ID))
                .setFence(7)
                .build();

        assertThat(MessageFrames.draft(frame))
                .isEqualTo(new MessageDraft(
                        "c-1",
                        new Address(Address.Kind.AGENT, "ada"),
                        org.opsflow.domain.claim.MessageKind.HANDOFF,
                        "Go on.",
                        Map.of("branch", "main"),
                        Optional.of(ID),
                        Optional.of(new SessionOut.Held(ID, 7))));
        assertThat(MessageFrames.draft(frame(MESSAGE)).under()).isEmpty();
    }

    static Stream<Arguments> wrong() {
        Map<String, String> many = IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        return Stream.of(
                wrong("message.client_id", message -> message.clearClientId()),
                wrong("message.client_id", message -> message.setClientId("a b")),
                wrong("message.client_id", message -> message.setClientId("c".repeat(65))),
                wrong("message.to", Message.Builder::clearTo),
                wrong("message.agent", message -> message.setAgent("Ada L.")),
                wrong("message.capability", message -> message.setCapability("GPU")),
                wrong("message.everyone", message -> message.setEveryone(false)),
                wrong("message.kind", Message.Builder::clearKind),
                wrong("message.kind", message -> message.setKindValue(99)),
                wrong("message.text", Message.Builder::clearText),
                wrong("message.text", message -> message.setText(" \n")),
                wrong("message.metadata", message -> message.putAllMetadata(many)),
                wrong("message.metadata", message -> message.putMetadata("A key", "")),
                wrong("message.metadata.k", message -> message.putMetadata("k", "v".repeat(1_025))),
                wrong("message.in_reply_to", message -> message.setInReplyTo("that one")),
                wrong("message.message_id", message -> message.setMessageId("msg_1")),
                wrong("message.from_agent", message -> message.setFromAgent("ada")),
                wrong("message.sent_at_ms", message -> message.setSentAtMs(1)),
                wrong("message.run_id", message -> message.setRunId("run_1")),
                wrong("message.step_id", message -> message.setStepId("step_1")));
    }

    private static Arguments wrong(String field, UnaryOperator<Message.Builder> change) {
        return Arguments.of(field, change.apply(MESSAGE.toBuilder()).build());
    }

    @ParameterizedTest
    @MethodSource
    void wrong(String field, Message message) {
        Problem problem = catchThrowableOfType(Problem.class, () -> MessageFrames.draft(frame(message)));

        assertThat(problem.errors().get(0).field()).isEqualTo(field);
    }

    @Test
    void takesTextUpToItsLimitInBytes() {
        String most = "ä".repeat(MessageFrames.MAX_TEXT / 2);
        MessageFrames.draft(frame(MESSAGE.toBuilder().setText(most).build()));

        FrameReader.TooLarge problem = catchThrowableOfType(
                FrameReader.TooLarge.class,
                () -> MessageFrames.draft(
                        frame(MESSAGE.toBuilder().setText(most + "a").build())));

        assertThat(problem.field).isEqualTo("message.text");
    }

    @Test
    void readsWhatWasRead() {
        String id = PublicId.MESSAGE.of(ID);
        assertThat(MessageFrames.read(List.of(id))).containsExactly(ID);
        for (List<String> wrong : List.of(List.<String>of(), List.of("msg_1"), Collections.nCopies(257, id))) {
            assertThat(catchThrowableOfType(Problem.class, () -> MessageFrames.read(wrong))
                            .errors()
                            .get(0)
                            .field())
                    .isEqualTo("message_read.message_ids");
        }
    }

    @Test
    void namesNoClientIdThatIsNone() {
        assertThat(MessageFrames.clientId(frame(MESSAGE))).isEqualTo("c-1");
        assertThat(MessageFrames.clientId(
                        frame(MESSAGE.toBuilder().setClientId("\n").build())))
                .isEmpty();
        assertThat(MessageFrames.clientId(AgentFrame.getDefaultInstance())).isEmpty();
    }

    @Test
    void writesAMessage() {
        Message frame = MessageFrames.message(new AgentMessage(
                ID,
                "kenji",
                new Address(Address.Kind.CAPABILITY, "review"),
                org.opsflow.domain.claim.MessageKind.REVIEW_REQUEST,
                "Look.",
                Map.of("k", "v"),
                Optional.of(new UUID(3, 4)),
                Optional.of(new UUID(5, 6)),
                Optional.of(new UUID(7, 8)),
                Instant.ofEpochMilli(1_234)));

        assertThat(frame)
                .isEqualTo(Message.newBuilder()
                        .setCapability("review")
                        .setKind(MessageKind.MESSAGE_KIND_REVIEW_REQUEST)
                        .setText("Look.")
                        .putMetadata("k", "v")
                        .setInReplyTo(PublicId.MESSAGE.of(new UUID(3, 4)))
                        .setMessageId(PublicId.MESSAGE.of(ID))
                        .setFromAgent("kenji")
                        .setSentAtMs(1_234)
                        .setRunId(PublicId.RUN.of(new UUID(5, 6)))
                        .setStepId(PublicId.STEP.of(new UUID(7, 8)))
                        .build());
    }
}
