package org.opsflow.agent;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.Started;
import org.opsflow.proto.agent.v1.Usage;

/** Outcomes as frames, every text cut to what the contract allows. */
final class ReportBodies {
    /** For the envelope and the usage of 32 models. */
    private static final int ROOM = 8 << 10;

    private ReportBodies() {}

    static AgentFrame.Builder started() {
        return AgentFrame.newBuilder().setStarted(Started.getDefaultInstance());
    }

    static AgentFrame.Builder of(Checkpoint reached) {
        var frame = org.opsflow.proto.agent.v1.Checkpoint.newBuilder();
        if (reached instanceof Checkpoint.State state) {
            frame.setState(ByteString.copyFrom(state.bytes()));
        } else {
            frame.setArtifactId(((Checkpoint.File) reached).artifactId());
        }
        return AgentFrame.newBuilder().setCheckpoint(frame);
    }

    static AgentFrame.Builder of(Comment remark) {
        return AgentFrame.newBuilder().setComment(remark.onTheWire());
    }

    static AgentFrame.Builder of(Ask ask) {
        return AgentFrame.newBuilder().setAsk(ask.onTheWire());
    }

    /** Work goes on when the server does not take it. */
    static boolean isOptional(AgentFrame frame) {
        return frame.hasUsage() || frame.hasCheckpoint() || frame.hasComment() || frame.hasAsk();
    }

    static AgentFrame.Builder of(Usage usage) {
        return AgentFrame.newBuilder().setUsage(usage);
    }

    /** @param usage what goes with the end of an attempt that was not given back */
    static AgentFrame.Builder of(Outcome outcome, Optional<Usage> usage, Limits limits) {
        AgentFrame.Builder frame = of(outcome, limits);
        usage.ifPresent(used -> setUsage(frame, used));
        return frame;
    }

    private static void setUsage(AgentFrame.Builder end, Usage usage) {
        if (end.hasCompleted()) {
            end.getCompletedBuilder().setUsage(usage);
        } else if (end.hasFailed()) {
            end.getFailedBuilder().setUsage(usage);
        }
    }

    private static AgentFrame.Builder of(Outcome outcome, Limits limits) {
        if (outcome instanceof Outcome.Completed completed) {
            AgentFrame.Builder frame = completed(completed);
            int output = Limits.utf8Bytes(completed.outputJson());
            return output <= limits.outputBytes() && frame.build().getSerializedSize() <= limits.frameBytes() - ROOM
                    ? frame
                    : tooLarge("the step's output has " + output + " bytes, the server takes " + limits.outputBytes()
                            + ": write less, or store it as an artifact");
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed(failed);
        }
        return released(((Outcome.Released) outcome).message());
    }

    /** The same end of an attempt without what it used. */
    static AgentFrame.Builder withoutUsage(AgentFrame end) {
        AgentFrame.Builder without = end.toBuilder();
        if (without.hasCompleted()) {
            without.getCompletedBuilder().clearUsage();
        } else if (without.hasFailed()) {
            without.getFailedBuilder().clearUsage();
        }
        return without;
    }

    static AgentFrame.Builder released(String message) {
        return AgentFrame.newBuilder().setReleased(Released.newBuilder().setMessage(note(message)));
    }

    static AgentFrame.Builder tooLarge(String message) {
        return failed(Outcome.failed(FailureKind.TERMINAL, "too_large", message));
    }

    static AgentFrame.Builder refused(String message) {
        return failed(Outcome.failed(FailureKind.TERMINAL, "refused", message));
    }

    static boolean isTerminal(AgentFrame frame) {
        return frame.hasCompleted() || frame.hasFailed() || frame.hasReleased();
    }

    static String note(String text) {
        return text.length() <= Limits.NOTE_CHARACTERS ? text : text.substring(0, Limits.NOTE_CHARACTERS);
    }

    private static AgentFrame.Builder completed(Outcome.Completed outcome) {
        Completed.Builder completed = Completed.newBuilder()
                .setOutputJson(outcome.outputJson())
                .setSummary(Limits.clip(outcome.summary(), Limits.TEXT_BYTES));
        outcome.exitCode().ifPresent(completed::setExitCode);
        return AgentFrame.newBuilder().setCompleted(completed);
    }

    private static AgentFrame.Builder failed(Outcome.Failed outcome) {
        Failed.Builder failed = Failed.newBuilder()
                .setKind(outcome.kind().onTheWire())
                .setReason(outcome.reason())
                .setMessage(Limits.clip(outcome.message(), Limits.TEXT_BYTES))
                .setRetryAfterMs(outcome.retryAfter().toMillis());
        outcome.exitCode().ifPresent(failed::setExitCode);
        return AgentFrame.newBuilder().setFailed(failed);
    }
}
