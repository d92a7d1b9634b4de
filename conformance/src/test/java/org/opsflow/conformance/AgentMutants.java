package org.opsflow.conformance;

import static org.opsflow.conformance.Mutant.hears;
import static org.opsflow.conformance.Mutant.hearsEnd;
import static org.opsflow.conformance.Mutant.says;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/** Bad agents: by the script that has to tell them from good ones, and what is bad about them. */
final class AgentMutants {

    static final Map<String, Map<String, Supplier<Mutant>>> ALL = Map.ofEntries(
            Map.entry(
                    "claim",
                    Map.of(
                            "begins before it is granted",
                            () -> says("accept", accept -> List.of(accept, started())),
                            "takes what it has no room for",
                            () -> says("decline", AgentMutants::taken),
                            "asks for more before its end is receipted",
                            () -> says("completed", completed -> List.of(completed, credits())))),
            Map.entry(
                    "offer-gone",
                    Map.of("takes no offer after one is gone", () -> says("accept", 3, accept -> List.of()))),
            Map.entry(
                    "room",
                    Map.of(
                            "takes more than it has room for",
                            () -> says("decline", AgentMutants::taken),
                            "asks for more than it has room for",
                            () -> says("credits", changed(frame -> frame.getCreditsBuilder()
                                    .setAmount(3))))),
            Map.entry(
                    "fencing",
                    Map.of(
                            "reports under another fence",
                            () -> says("started", changed(frame -> frame.setFence(8))),
                            "goes on when its lease is lost",
                            () -> hears("revoked", 2, revoked -> List.of()),
                            "stops when another lease is lost",
                            () -> hears("revoked", 1, heard(frame -> frame.setFence(7))))),
            Map.entry(
                    "replay",
                    Map.of(
                            "sends nothing again",
                            () -> says("completed", 2, completed -> List.of()),
                            "sends again under another number",
                            () -> says("completed", 2, changed(frame -> frame.setNumber(3))),
                            "forgets what it holds",
                            () -> says("hello", 2, changed(frame -> frame.getHelloBuilder()
                                    .clearHeld())),
                            "forgets its session",
                            () -> says("hello", 2, changed(frame -> frame.getHelloBuilder()
                                    .clearResumeToken())))),
            Map.entry(
                    "resume",
                    Map.of(
                            "forgets its session",
                            () -> says("hello", 2, changed(frame -> frame.getHelloBuilder()
                                    .clearResumeToken())),
                            "goes on with what it lost",
                            () -> hears("welcome", 2, heard(frame -> frame.getWelcomeBuilder()
                                    .clearLostAttemptIds())),
                            "loses what it kept",
                            () -> hears("welcome", 2, heard(frame -> frame.getWelcomeBuilder()
                                    .addLostAttemptIds("att_1"))))),
            Map.entry(
                    "granted-anew",
                    Map.of(
                            "begins twice what is granted twice",
                            () -> hears("granted", 2, heard(frame -> frame.setAttemptId("att_2"))),
                            "says again what is receipted twice",
                            () -> says("completed", completed -> List.of(completed, completed)))),
            Map.entry(
                    "beats",
                    Map.of(
                            "does not beat",
                            () -> says("heartbeat", beat -> List.of()),
                            "does not name what it holds",
                            () -> says("heartbeat", changed(frame -> frame.getHeartbeatBuilder()
                                    .clearHeld())))),
            Map.entry(
                    "free-slots",
                    Map.of(
                            "does not say it",
                            () -> says("heartbeat", changed(frame -> frame.getHeartbeatBuilder()
                                    .clearFreeSlots())),
                            "says the same whatever it holds",
                            () -> says("heartbeat", changed(frame -> frame.getHeartbeatBuilder()
                                    .setFreeSlots(2))),
                            "is never full",
                            () -> says("heartbeat", changed(frame -> frame.getHeartbeatBuilder()
                                    .setFreeSlots(
                                            Math.max(1, frame.getHeartbeat().getFreeSlots())))))),
            Map.entry(
                    "cancel",
                    Map.of(
                            "says nothing",
                            () -> says("control_ack", ack -> List.of()),
                            "does not say of what",
                            () -> says("control_ack", changed(AgentFrame.Builder::clearAttemptId)),
                            "does not hear that the run is cancelled",
                            () -> hears("revoked", 1, revoked -> List.of()),
                            "says nothing of what it does not know",
                            () -> says("control_ack", 2, ack -> List.of()))),
            Map.entry(
                    "drain",
                    Map.of(
                            "does not go by itself", () -> hears("drain", 1, drain -> List.of()),
                            "comes back at once",
                                    () -> hears("drain", 2, heard(frame -> frame.getDrainBuilder()
                                            .setReconnectAfterMs(0))),
                            "forgets its session",
                                    () -> says("hello", 2, changed(frame -> frame.getHelloBuilder()
                                            .clearResumeToken())),
                            "forgets what it holds",
                                    () -> says("hello", 3, changed(frame -> frame.getHelloBuilder()
                                            .clearHeld())))),
            Map.entry("superseded", Map.of("comes back", () -> hearsEnd(status -> Status.UNAVAILABLE))),
            Map.entry("violation", Map.of("comes back", () -> hearsEnd(status -> Status.UNAVAILABLE))),
            Map.entry(
                    "refused",
                    Map.of(
                            "uses the number up",
                            () -> says("failed", changed(frame -> frame.setNumber(3))),
                            "says the same again",
                            () -> says(
                                    "failed",
                                    changed(frame -> frame.setCompleted(
                                            Completed.newBuilder().setExitCode(0)))))),
            Map.entry(
                    "overloaded",
                    Map.of(
                            "accepts no more",
                            () -> says("accept", 2, accept -> List.of()),
                            "reports no more",
                            () -> says("started", 2, started -> List.of()))),
            Map.entry(
                    "oversized",
                    Map.of(
                            "does not mind what the server takes",
                            () -> hears("welcome", 1, heard(frame -> frame.getWelcomeBuilder()
                                    .setMaxOutputBytes(65_536))))),
            Map.entry(
                    "incapable",
                    Map.of(
                            "takes what it cannot do",
                            () -> says("decline", AgentMutants::taken),
                            "says it is busy",
                            () -> says("decline", changed(frame -> frame.getDeclineBuilder()
                                    .setReason(DeclineReason.DECLINE_REASON_BUSY))))),
            Map.entry(
                    "newer-server",
                    Map.of(
                            "answers what it does not know",
                            () -> says("accept", accept -> List.of(started(), accept)))),
            Map.entry(
                    "lies",
                    Map.of(
                            "takes any receipt for its own",
                            () -> hears("receipt", 2, heard(frame -> frame.setFence(7))),
                            "takes any fence for its own",
                            () -> hears("refused", 2, heard(frame -> frame.setFence(7))))),
            Map.entry("slow", Map.of("says it twice", () -> says("completed", frame -> List.of(frame, frame)))),
            Map.entry("deaf", Map.of("forgets what was not read", () -> says("started", started -> List.of()))),
            Map.entry(
                    "half-open",
                    Map.of(
                            "begins anew on the other connection",
                            () -> says("hello", 2, changed(frame -> frame.getHelloBuilder()
                                    .clearResumeToken())))),
            Map.entry("clock", Map.of("stops beating", () -> says("heartbeat", 20, beat -> List.of()))),
            Map.entry(
                    "steer",
                    Map.of(
                            "does not say that it has heard", () -> says("control_ack", ack -> List.of()),
                            "says it once", () -> says("control_ack", 2, ack -> List.of()),
                            "hears what is said to another attempt",
                                    () -> hears("steer", 2, heard(frame -> frame.setFence(7))),
                            "hears something else",
                                    () -> hears("steer", 4, heard(frame -> frame.getSteerBuilder()
                                            .setText("And be slow."))))),
            Map.entry(
                    "halt",
                    Map.of(
                            "does not say that it has halted", () -> says("control_ack", ack -> List.of()),
                            "goes on with the work",
                                    () -> hears("pause", 1, heard(frame -> frame.clearAttemptId()
                                            .clearFence())),
                            "forgets that it holds the attempt",
                                    () -> says("heartbeat", changed(frame -> frame.getHeartbeatBuilder()
                                            .clearHeld())),
                            "never goes on",
                                    () -> hears("resume", 1, heard(frame -> frame.clearAttemptId()
                                            .clearFence())))),
            Map.entry(
                    "pause",
                    Map.of(
                            "does not say that it has heard", () -> says("control_ack", ack -> List.of()),
                            "asks for no more work", () -> says("credits", 2, credits -> List.of()),
                            "halts what it holds",
                                    () -> hears("pause", 1, heard(frame -> frame.setAttemptId("att_1")
                                            .setFence(7))))),
            Map.entry(
                    "configure",
                    Map.of(
                            "does not say that it has taken it in", () -> says("control_ack", ack -> List.of()),
                            "says it once", () -> says("control_ack", 2, ack -> List.of()),
                            "does not say of what",
                                    () -> says("control_ack", changed(frame -> frame.getControlAckBuilder()
                                            .clearControlId())))),
            Map.entry(
                    "answer",
                    Map.of(
                            "does not say that it has heard", () -> says("control_ack", ack -> List.of()),
                            "says nothing of an attempt that it does not have",
                                    () -> says("control_ack", 2, ack -> List.of()))),
            Map.entry(
                    "ask",
                    Map.of(
                            "asks nobody", () -> says("ask", ask -> List.of()),
                            "asks once", () -> says("ask", 2, ask -> List.of()),
                            "does not wait for the answer", () -> says("ask", ask -> List.of(ask, completed())),
                            "takes a yes for a no",
                                    () -> hears("answer", 1, heard(frame -> frame.getAnswerBuilder()
                                            .clearApproved())),
                            "waits for the receipt", () -> hears("answer", 1, answer -> List.of()),
                            "does not say that it has heard", () -> says("control_ack", ack -> List.of()),
                            "uses the number up", () -> says("completed", 2, changed(frame -> frame.setNumber(4))))),
            Map.entry(
                    "error",
                    Map.of(
                            "says nothing", () -> says("agent_error", error -> List.of()),
                            "says it once", () -> says("agent_error", 2, error -> List.of()),
                            "takes the answer to another for its own", () -> says("agent_error", 4, error -> List.of()),
                            "says again what does not count any more",
                                    () -> says("agent_error", 4, changed(frame -> frame.getAgentErrorBuilder()
                                            .setCode("disk_full"))),
                            "says it again as the same", AgentMutants::saysTheSameAgain,
                            "goes on saying it", () -> hears("receipt", 6, receipt -> List.of()),
                            "speaks of an attempt",
                                    () -> says("agent_error", changed(frame -> frame.setAttemptId("att_1"))))),
            Map.entry("older-server", Map.of("insists on it", () -> hears("refused", 1, refused -> List.of()))),
            Map.entry("leaves", Map.of("leaves without a word", () -> says("goodbye", goodbye -> List.of()))));

    private AgentMutants() {}

    private static Function<Message, List<Message>> changed(Consumer<AgentFrame.Builder> change) {
        return frame -> {
            AgentFrame.Builder other = ((AgentFrame) frame).toBuilder();
            change.accept(other);
            return List.of(other.build());
        };
    }

    private static Function<Message, List<Message>> heard(Consumer<ServerFrame.Builder> change) {
        return frame -> {
            ServerFrame.Builder other = ((ServerFrame) frame).toBuilder();
            change.accept(other);
            return List.of(other.build());
        };
    }

    private static Mutant saysTheSameAgain() {
        AtomicReference<String> before = new AtomicReference<>();
        return says("agent_error", 3, changed(frame -> {
            before.compareAndSet(null, frame.getAgentError().getClientId());
            frame.getAgentErrorBuilder().setClientId(before.get());
        }));
    }

    private static List<Message> taken(Message declined) {
        Decline decline = ((AgentFrame) declined).getDecline();
        return List.of(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(decline.getOfferId()))
                .build());
    }

    private static Message started() {
        return AgentFrame.newBuilder()
                .setAttemptId("att_1")
                .setFence(7)
                .setNumber(1)
                .setStarted(Started.getDefaultInstance())
                .build();
    }

    private static Message completed() {
        return AgentFrame.newBuilder()
                .setAttemptId("att_1")
                .setFence(7)
                .setNumber(3)
                .setCompleted(Completed.getDefaultInstance())
                .build();
    }

    private static Message credits() {
        return AgentFrame.newBuilder()
                .setCredits(org.opsflow.proto.agent.v1.Credits.newBuilder().setAmount(1))
                .build();
    }
}
