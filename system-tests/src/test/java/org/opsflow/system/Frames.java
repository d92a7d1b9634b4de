package org.opsflow.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.Ask;
import org.opsflow.proto.agent.v1.AskKind;
import org.opsflow.proto.agent.v1.Checkpoint;
import org.opsflow.proto.agent.v1.Comment;
import org.opsflow.proto.agent.v1.CommentScope;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.MessageKind;
import org.opsflow.proto.agent.v1.MessageRead;
import org.opsflow.proto.agent.v1.ModelUsage;
import org.opsflow.proto.agent.v1.Progress;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.Usage;

/**
 * One right frame of each kind, as the material for wrong ones. Of a kind that is unknown here something stands in every field,
 * and it is taken for a report: those who add one see it attacked, and say here what is right.
 */
final class Frames {

    /** A kind that a later version of the contract may know. */
    static final String UNKNOWN = "a kind of a later version";

    private static final int RESERVED = 39;
    private static final String CLIENT_ID = "client_id";

    private static final Set<BodyCase> NO_REPORTS = EnumSet.of(
            BodyCase.HELLO,
            BodyCase.CREDITS,
            BodyCase.ACCEPT,
            BodyCase.DECLINE,
            BodyCase.HEARTBEAT,
            BodyCase.PROGRESS,
            BodyCase.GOODBYE,
            BodyCase.CONTROL_ACK,
            BodyCase.MESSAGE,
            BodyCase.MESSAGE_READ,
            BodyCase.AGENT_ERROR,
            BodyCase.BODY_NOT_SET);

    /** Those that belong to a step when they name an attempt. */
    private static final Set<BodyCase> OF_ATTEMPTS = EnumSet.of(BodyCase.PROGRESS, BodyCase.MESSAGE);

    private static final AtomicInteger CLIENT_IDS = new AtomicInteger();

    private Frames() {}

    static List<FieldDescriptor> bodies() {
        return AgentFrame.getDescriptor().getOneofs().get(0).getFields();
    }

    /** Whether the attempt is over once the report has taken effect. */
    static boolean isEnd(AgentFrame frame) {
        return frame.hasCompleted() || frame.hasFailed() || frame.hasReleased();
    }

    static boolean isReport(AgentFrame frame) {
        return !NO_REPORTS.contains(frame.getBodyCase());
    }

    /** By Receipt or Refused, which names its number or its client_id. */
    static boolean isAnswered(AgentFrame frame) {
        return isReport(frame) || clientId(frame).isPresent();
    }

    /** Of a frame that is known by one. */
    static Optional<String> clientId(AgentFrame frame) {
        return frame.getAllFields().values().stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .filter(body -> body.getDescriptorForType().findFieldByName(CLIENT_ID) != null)
                .map(body -> (String) body.getField(body.getDescriptorForType().findFieldByName(CLIENT_ID)))
                .findFirst();
    }

    static AgentFrame of(String kind, String attemptId, long fence, String offerId) {
        if (kind.equals(UNKNOWN)) {
            var later = UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("later"));
            return AgentFrame.newBuilder()
                    .setUnknownFields(UnknownFieldSet.newBuilder()
                            .addField(RESERVED, later.build())
                            .build())
                    .build();
        }
        var field = AgentFrame.getDescriptor().findFieldByName(kind);
        var frame = AgentFrame.newBuilder();
        frame.setField(field, body(kind, attemptId, fence, offerId, frame.newBuilderForField(field)));
        if (isReport(frame.build()) || OF_ATTEMPTS.contains(frame.getBodyCase())) {
            frame.setAttemptId(attemptId).setFence(fence);
        }
        return frame.setNumber(isReport(frame.build()) ? 2 : 0).build();
    }

    private static Message body(String kind, String attemptId, long fence, String offerId, Message.Builder empty) {
        var held = HeldLease.newBuilder().setAttemptId(attemptId).setFence(fence);
        return switch (kind) {
            case "hello" ->
                Conversation.hello("hostile", 2, List.of("hostile"))
                        .addHeld(held)
                        .putLabels("region", "eu")
                        .build();
            case "credits" -> Credits.newBuilder().setAmount(1).build();
            case "accept" -> Accept.newBuilder().setOfferId(unknown(offerId)).build();
            case "decline" ->
                Decline.newBuilder()
                        .setOfferId(unknown(offerId))
                        .setReason(DeclineReason.DECLINE_REASON_BUSY)
                        .setMessage("busy")
                        .build();
            case "heartbeat" ->
                Heartbeat.newBuilder()
                        .addHeld(held)
                        .setCpuPercent(50)
                        .setFreeMemoryBytes(1)
                        .setFreeDiskBytes(1)
                        .setFreeSlots(1)
                        .build();
            case "progress" ->
                Progress.newBuilder()
                        .setPercent(50)
                        .setLine("half")
                        .setLoop(1)
                        .setMaxLoops(2)
                        .build();
            case "checkpoint" ->
                Checkpoint.newBuilder()
                        .setState(ByteString.copyFromUtf8("here"))
                        .build();
            case "comment" ->
                Comment.newBuilder()
                        .setScope(CommentScope.COMMENT_SCOPE_STEP)
                        .setText("so far so good")
                        .build();
            case "ask" ->
                Ask.newBuilder()
                        .setKind(AskKind.ASK_KIND_QUESTION)
                        .setQuestion("Which?")
                        .addChoices("this")
                        .addChoices("that")
                        .setContext("Both are good.")
                        .build();
            case "usage" -> usage();
            case "completed" ->
                Completed.newBuilder()
                        .setOutputJson("1")
                        .setSummary("done")
                        .setExitCode(0)
                        .setUsage(usage())
                        .build();
            case "failed" ->
                Failed.newBuilder()
                        .setKind(FailureKind.FAILURE_KIND_TERMINAL)
                        .setReason("reason")
                        .setMessage("message")
                        .setExitCode(1)
                        .setRetryAfterMs(1)
                        .setUsage(usage())
                        .build();
            case "released" -> Released.newBuilder().setMessage("later").build();
            case "message" ->
                org.opsflow.proto.agent.v1.Message.newBuilder()
                        .setClientId(clientId())
                        .setCapability("nobody-can-do-this")
                        .setKind(MessageKind.MESSAGE_KIND_NOTE)
                        .setText("for whoever can")
                        .putMetadata("branch", "main")
                        .build();
            case "message_read" ->
                MessageRead.newBuilder().addMessageIds("msg_" + "0".repeat(26)).build();
            case "agent_error" ->
                AgentError.newBuilder()
                        .setClientId(clientId())
                        .setCode("disk_full")
                        .setMessage("The disk is full: make room.")
                        .build();
            case "control_ack" ->
                ControlAck.newBuilder().setControlId("ctl_" + "0".repeat(26)).build();
            default -> filled(empty);
        };
    }

    private static String clientId() {
        return "hostile-" + CLIENT_IDS.incrementAndGet();
    }

    private static Message filled(Message.Builder empty) {
        for (var field : empty.getDescriptorForType().getFields()) {
            var isAnotherChoice =
                    field.getRealContainingOneof() != null && empty.hasOneof(field.getRealContainingOneof());
            if (!isAnotherChoice && field.isRepeated()) {
                empty.addRepeatedField(field, value(field, empty));
            } else if (!isAnotherChoice) {
                empty.setField(field, value(field, empty));
            }
        }
        return empty.build();
    }

    private static Object value(FieldDescriptor field, Message.Builder of) {
        return switch (field.getJavaType()) {
            case STRING -> field.getName().equals(CLIENT_ID) ? clientId() : "word";
            case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
            case INT -> 1;
            case LONG -> 1L;
            case FLOAT -> 1f;
            case DOUBLE -> 1d;
            case BOOLEAN -> true;
            case ENUM -> field.getEnumType().getValues().get(1);
            case MESSAGE -> filled(of.newBuilderForField(field));
        };
    }

    private static Usage usage() {
        return Usage.newBuilder()
                .addModels(ModelUsage.newBuilder()
                        .setModel("model")
                        .setCalls(1)
                        .setInputTokens(3)
                        .setCachedInputTokens(2)
                        .setOutputTokens(1)
                        .setCostMicros(1))
                .build();
    }

    /** Another id of the same form. */
    private static String unknown(String id) {
        var last = id.length() - 1;
        return id.substring(0, last) + (id.charAt(last) == '0' ? '1' : '0');
    }
}
