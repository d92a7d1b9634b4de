package org.opsflow.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.Ask;
import org.opsflow.proto.agent.v1.AskKind;
import org.opsflow.proto.agent.v1.Checkpoint;
import org.opsflow.proto.agent.v1.Comment;
import org.opsflow.proto.agent.v1.CommentScope;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.ModelUsage;
import org.opsflow.proto.agent.v1.Progress;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.Usage;

/** One right frame of each kind, as the material for wrong ones. A kind that is unknown here gets an empty body. */
final class Frames {

    /** A kind that a later version of the contract may know. */
    static final String UNKNOWN = "a kind of a later version";

    private static final int RESERVED = 30;

    private static final Set<BodyCase> REPORTS = EnumSet.of(
            BodyCase.STARTED,
            BodyCase.CHECKPOINT,
            BodyCase.USAGE,
            BodyCase.ASK,
            BodyCase.COMMENT,
            BodyCase.COMPLETED,
            BodyCase.FAILED,
            BodyCase.RELEASED);

    private Frames() {}

    static List<FieldDescriptor> bodies() {
        return AgentFrame.getDescriptor().getOneofs().get(0).getFields();
    }

    /** Whether the attempt is over once the report has taken effect. */
    static boolean isEnd(AgentFrame frame) {
        return frame.hasCompleted() || frame.hasFailed() || frame.hasReleased();
    }

    static boolean isReport(AgentFrame frame) {
        return REPORTS.contains(frame.getBodyCase());
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
        if (kind.equals("progress") || isReport(frame.build())) {
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
            default -> empty.build();
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
