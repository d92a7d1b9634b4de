package org.opsflow.agent;

import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.Started;

/** Outcomes as frames, every text cut to what the contract allows. */
final class ReportBodies {
    private ReportBodies() {}

    static AgentFrame.Builder started() {
        return AgentFrame.newBuilder().setStarted(Started.getDefaultInstance());
    }

    static AgentFrame.Builder of(Outcome outcome, Limits limits) {
        if (outcome instanceof Outcome.Completed completed) {
            AgentFrame.Builder frame = completed(completed);
            int output = Limits.utf8Bytes(completed.outputJson());
            return output <= limits.outputBytes() && frame.build().getSerializedSize() <= limits.frameBytes() - 1024
                    ? frame
                    : tooLarge("the step's output has " + output + " bytes, the server takes " + limits.outputBytes()
                            + ": write less, or store it as an artifact");
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed(failed);
        }
        return released(((Outcome.Released) outcome).message());
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
