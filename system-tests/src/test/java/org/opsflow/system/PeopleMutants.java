package org.opsflow.system;

import static org.opsflow.conformance.Mutant.hears;
import static org.opsflow.conformance.Mutant.says;
import static org.opsflow.system.ServerMutants.changed;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opsflow.conformance.Mutant;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Answer;
import org.opsflow.proto.agent.v1.Configure;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Steer;

/** {@link ServerMutants} between people and agents. */
final class PeopleMutants {

    static final Map<String, Map<String, Supplier<Mutant>>> ALL = Map.of(
            "ask",
            Map.of(
                    "forgets the receipt", () -> says("receipt", 3, receipt -> List.of()),
                    "does not bring the answer", () -> says("answer", answer -> List.of()),
                    "brings it to another question",
                            () -> says("answer", changed(frame -> frame.getAnswerBuilder()
                                    .setAskNumber(3))),
                    "brings it once", () -> says("answer", 2, answer -> List.of()),
                    "brings what the second one said",
                            () -> says("answer", 2, changed(frame -> frame.getAnswerBuilder()
                                    .setText("release"))),
                    "brings a yes as a no",
                            () -> says("answer", 3, changed(frame -> frame.getAnswerBuilder()
                                    .clearApproved())),
                    "brings it for ever", () -> tellsForEver(frame -> frame.setAnswer(Answer.getDefaultInstance()))),
            "comment",
            Map.of(
                    "forgets the receipt", () -> says("receipt", 3, receipt -> List.of()),
                    "takes a remark under any fence", () -> says("refused", ServerMutants::receipted),
                    "does not name the field",
                            () -> says("refused", 2, changed(frame -> frame.getRefusedBuilder()
                                    .clearField())),
                    "shows people something else", () -> hears("comment", 5, PeopleMutants::saidOtherwise)),
            "error",
            Map.of(
                    "forgets the receipt", () -> says("receipt", 3, receipt -> List.of()),
                    "takes any word", () -> says("refused", ServerMutants::receipted),
                    "does not name the field",
                            () -> says("refused", 2, changed(frame -> frame.getRefusedBuilder()
                                    .clearField())),
                    "does not say of which",
                            () -> says("refused", changed(frame -> frame.getRefusedBuilder()
                                    .clearClientId())),
                    "shows the older one", () -> hears("agent_error", 2, PeopleMutants::older),
                    "takes the repeated one for another",
                            () -> hears("agent_error", 3, error -> List.of(error, another(error))),
                    "lets the next process have it", () -> hears("hello", 3, hello -> List.of(hello, anyError()))),
            "steer",
            Map.of(
                    "does not tell", () -> says("steer", steer -> List.of()),
                    "tells twice", () -> says("steer", steer -> List.of(steer, steer)),
                    "does not tell again", () -> says("steer", 3, steer -> List.of()),
                    "tells again as something new",
                            () -> says("steer", 3, changed(frame -> frame.getSteerBuilder()
                                    .setControlId("ctl_1"))),
                    "does not say whom it speaks of", () -> says("steer", changed(frame -> frame.clearAttemptId())),
                    "tells for ever", () -> tellsForEver(frame -> frame.setSteer(Steer.getDefaultInstance()))),
            "halt",
            Map.of(
                    "does not tell", () -> says("pause", pause -> List.of()),
                    "does not tell again", () -> says("pause", 2, pause -> List.of()),
                    "pauses the agent instead",
                            () -> says("pause", changed(frame -> frame.clearAttemptId()
                                    .clearFence())),
                    "does not say that it is over", () -> says("resume", resume -> List.of()),
                    "says once that it is over", () -> says("resume", 2, resume -> List.of()),
                    "takes the attempt",
                            () -> says("welcome", 2, changed(frame -> frame.getWelcomeBuilder()
                                    .clearKept()))),
            "configure",
            Map.of(
                    "does not tell", () -> says("configure", configure -> List.of()),
                    "does not tell again", () -> says("configure", 2, configure -> List.of()),
                    "tells something else",
                            () -> says("configure", changed(frame -> frame.getConfigureBuilder()
                                    .setSettingsJson("{}"))),
                    "forgets it",
                            () -> says("welcome", 3, changed(frame -> frame.getWelcomeBuilder()
                                    .clearSettingsJson())),
                    "tells for ever", () -> tellsForEver(frame -> frame.setConfigure(Configure.getDefaultInstance()))));

    private PeopleMutants() {}

    /** In the third session, in spite of all that was acknowledged. */
    private static Mutant tellsForEver(Consumer<ServerFrame.Builder> what) {
        return says("welcome", 3, welcome -> {
            var frame = ServerFrame.newBuilder();
            what.accept(frame);
            return List.of(welcome, frame.build());
        });
    }

    private static List<Message> older(Message error) {
        var other = ((AgentFrame) error).toBuilder();
        other.getAgentErrorBuilder().setCode("disk_full");
        return List.of(other.build());
    }

    private static Message another(Message error) {
        var other = ((AgentFrame) error).toBuilder();
        other.getAgentErrorBuilder().setClientId(UUID.randomUUID().toString());
        return other.build();
    }

    private static Message anyError() {
        return another(AgentFrame.newBuilder()
                .setAgentError(AgentError.newBuilder().setCode("disk_full").setMessage("The disk is full."))
                .build());
    }

    private static List<Message> saidOtherwise(Message comment) {
        var other = ((AgentFrame) comment).toBuilder();
        other.getCommentBuilder().setText("Nothing is done.");
        return List.of(other.build());
    }
}
