package org.opsflow.system;

import static org.opsflow.conformance.Mutant.ends;
import static org.opsflow.conformance.Mutant.says;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opsflow.conformance.Mutant;
import org.opsflow.proto.agent.v1.Granted;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Offer;
import org.opsflow.proto.agent.v1.Receipt;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.ServerFrame;

/** Bad servers: by the script that has to tell them from good ones, and what is bad about them. */
final class ServerMutants {

    static final Map<String, Map<String, Supplier<Mutant>>> ALL = new TreeMap<>(PeopleMutants.ALL);

    private static final Map<String, Map<String, Supplier<Mutant>>> OWN = Map.ofEntries(
            Map.entry(
                    "claim",
                    Map.of(
                            "grants twice", () -> says("granted", granted -> List.of(granted, granted)),
                            "grants what nobody accepted", () -> says("offer", offer -> List.of(offer, granted(offer))),
                            "does not name the fence", () -> says("granted", changed(ServerFrame.Builder::clearFence)),
                            "lets an offer be taken twice", () -> says("refused", 2, refused -> List.of()))),
            Map.entry(
                    "credits",
                    Map.of(
                            "offers more than there are credits",
                                    () -> says("offer", offer -> List.of(offer, otherOffer())),
                            "offers something else first",
                                    () -> says("offer", changed(frame -> frame.getOfferBuilder()
                                            .setRunId("run_00000000000000000000000000"))),
                            "gives no credit back", () -> says("offer", 2, offer -> List.of()),
                            "lets an agent promise too much", () -> says("refused", 2, refused -> List.of()))),
            Map.entry(
                    "fencing",
                    Map.of(
                            "takes a report under any fence", () -> says("refused", ServerMutants::receipted),
                            "does not say that a lease is lost", () -> says("revoked", revoked -> List.of()))),
            Map.entry(
                    "strangers",
                    Map.of(
                            "takes a report from anybody", () -> says("refused", ServerMutants::receipted),
                            "lets anybody keep a lease",
                                    () -> says("welcome", 2, changed(frame -> frame.getWelcomeBuilder()
                                            .addKept(HeldLease.newBuilder().setAttemptId("att_1")))))),
            Map.entry(
                    "exactly-once",
                    Map.of(
                            "drops a receipt", () -> says("receipt", 2, receipt -> List.of()),
                            "forgets what it receipted when the session ends",
                                    () -> says("receipt", 5, ServerMutants::lost),
                            "takes reports in any order", () -> says("refused", ServerMutants::receipted))),
            Map.entry(
                    "resume",
                    Map.of(
                            "keeps nothing",
                                    () -> says("welcome", 2, changed(frame -> frame.getWelcomeBuilder()
                                            .clearKept())),
                            "lets the older session go on", () -> ends(status -> Optional.empty()),
                            "invites the older session to come back",
                                    () -> ends(status -> Optional.of(Status.UNAVAILABLE)))),
            Map.entry(
                    "granted-anew",
                    Map.of(
                            "forgets what was not heard", () -> says("granted", 2, granted -> List.of()),
                            "grants it under another fence",
                                    () -> says("granted", 2, changed(frame -> frame.setFence(frame.getFence() + 1))))),
            Map.entry(
                    "half-open",
                    Map.of(
                            "waits for the dead connection",
                            () -> says("welcome", 2, changed(frame -> frame.getWelcomeBuilder()
                                    .clearKept())))),
            Map.entry(
                    "goodbye",
                    Map.of(
                            "gives the step under the same fence",
                                    () -> says("granted", 2, changed(frame -> frame.setFence(1))),
                            "still takes reports of who left", () -> says("refused", ServerMutants::receipted))),
            Map.entry(
                    "cancel",
                    Map.of(
                            "does not tell", () -> says("revoked", revoked -> List.of()),
                            "does not tell again", () -> says("revoked", 2, revoked -> List.of()),
                            "does not say that it waits for an answer",
                                    () -> says("revoked", changed(frame -> frame.getRevokedBuilder()
                                            .setCode(RefusalCode.REFUSAL_CODE_LEASE_LOST))))),
            Map.entry(
                    "refusals",
                    Map.of(
                            "does not name the field",
                                    () -> says("refused", changed(frame -> frame.getRefusedBuilder()
                                            .clearField())),
                            "does not name the report",
                                    () -> says("refused", changed(ServerFrame.Builder::clearNumber)),
                            "takes anything", () -> says("refused", ServerMutants::receipted))),
            Map.entry(
                    "violations",
                    Map.of("invites to try again", () -> ends(status -> Optional.of(Status.UNAVAILABLE)))),
            Map.entry(
                    "oversized",
                    Map.of(
                            "does not name the report",
                                    () -> says("refused", changed(ServerFrame.Builder::clearNumber)),
                            "ends the call as if something were broken",
                                    () -> ends(status -> Optional.of(Status.INTERNAL)))),
            Map.entry("deaf", Map.of("waits for ever", () -> ends(status -> Optional.empty()))),
            Map.entry(
                    "messages",
                    Map.of(
                            "forgets the receipt", () -> says("receipt", 2, receipt -> List.of()),
                            "does not say of which message",
                                    () -> says("refused", changed(frame -> frame.getRefusedBuilder()
                                            .clearClientId())),
                            "brings it only once", () -> says("message", 2, message -> List.of()),
                            "brings it twice", () -> says("message", message -> List.of(message, message)))),
            Map.entry(
                    "standing",
                    Map.of(
                            "does not claim for the agent", () -> says("granted", granted -> List.of()),
                            "claims more than was asked for",
                                    () -> says("granted", granted -> List.of(granted, otherOffer())),
                            "stops after the first", () -> says("granted", 2, granted -> List.of()))),
            Map.entry(
                    "usage",
                    Map.of(
                            "forgets the receipt", () -> says("receipt", 3, receipt -> List.of()),
                            "takes it for another report",
                                    () -> says("receipt", 3, changed(frame -> frame.setNumber(3))))),
            Map.entry(
                    "checkpoint",
                    Map.of(
                            "forgets it",
                                    () -> says("granted", 2, changed(frame -> frame.getGrantedBuilder()
                                            .clearCheckpoint())),
                            "gives one that is older",
                                    () -> says("granted", 2, changed(frame -> frame.getGrantedBuilder()
                                            .getCheckpointBuilder()
                                            .setState(ByteString.copyFromUtf8("one")))),
                            "takes it from anybody", () -> says("refused", ServerMutants::receipted))),
            Map.entry(
                    "drain",
                    Map.of(
                            "does not say it", () -> says("drain", drain -> List.of()),
                            "waits until it is killed", () -> ends(status -> Optional.empty()),
                            "forbids to come back", () -> ends(status -> Optional.of(Status.FAILED_PRECONDITION)))),
            Map.entry(
                    "lapse",
                    Map.of(
                            "waits for the late one", () -> says("offer", 2, offer -> List.of()),
                            "gives the step under the same fence",
                                    () -> says("granted", 2, changed(frame -> frame.setFence(1))),
                            "lets the late one keep it",
                                    () -> says("welcome", 3, changed(frame -> frame.getWelcomeBuilder()
                                            .clearLostAttemptIds())),
                            "still takes reports of the late one", () -> says("refused", ServerMutants::receipted))),
            Map.entry(
                    "pause",
                    Map.of(
                            "does not tell", () -> says("pause", pause -> List.of()),
                            "does not tell again", () -> says("pause", 2, pause -> List.of()),
                            "gives new work all the same", () -> says("pause", pause -> List.of(pause, otherOffer())),
                            "takes what the agent holds",
                                    () -> says("welcome", 2, changed(frame -> frame.getWelcomeBuilder()
                                            .clearKept())),
                            "does not say that it is over", () -> says("resume", resume -> List.of()),
                            "gives no work afterwards", () -> says("offer", 2, offer -> List.of()))),
            Map.entry(
                    "turns",
                    Map.of("serves the older run first, whatever its size", ServerMutants::offersTheFirstRunOnly)),
            Map.entry(
                    "neighbours",
                    Map.of(
                            "serves one workspace only", () -> says("offer", 2, offer -> List.of()),
                            "serves the one until the other comes", () -> says("offer", 3, offer -> List.of()),
                            "offers the work of the other", ServerMutants::offersTheFirstRunOnly)),
            Map.entry(
                    "elsewhere",
                    Map.of(
                            "keeps nothing",
                                    () -> says("welcome", 2, changed(frame -> frame.getWelcomeBuilder()
                                            .clearKept())),
                            "lets the connection here go on", () -> ends(status -> Optional.empty()),
                            "has not heard what was reported here", () -> says("receipt", 2, ServerMutants::lost))),
            Map.entry("slow", Map.of("forgets the receipt", () -> says("receipt", receipt -> List.of()))),
            Map.entry(
                    "routing",
                    Map.of(
                            "offers it to everybody", () -> says("refused", refused -> List.of(otherOffer(), refused)),
                            "offers it to nobody", () -> says("offer", offer -> List.of()))),
            Map.entry(
                    "exclusion",
                    Map.of(
                            "offers it to who failed",
                                    () -> says("receipt", 2, receipt -> List.of(receipt, otherOffer())),
                            "offers it to nobody", () -> says("offer", 2, offer -> List.of()))),
            Map.entry(
                    "labels",
                    Map.of(
                            "offers it to everybody",
                                    () -> says("refused", 3, refused -> List.of(otherOffer(), refused)),
                            "offers it to nobody", () -> says("offer", offer -> List.of()))),
            Map.entry(
                    "preferred",
                    Map.of(
                            "offers it to the other too",
                                    () -> says("refused", 3, refused -> List.of(otherOffer(), refused)),
                            "does not say what is preferred",
                                    () -> says("offer", changed(frame -> frame.getOfferBuilder()
                                            .clearPrefers())),
                            "waits for the preferred", () -> says("offer", 2, offer -> List.of()))),
            Map.entry(
                    "stall",
                    Map.of(
                            "lets it stand still", () -> says("revoked", revoked -> List.of()),
                            "gives the step under the same fence",
                                    () -> says("granted", 2, changed(frame -> frame.setFence(1))),
                            "still takes reports of who stood still", () -> says("refused", ServerMutants::receipted))),
            Map.entry(
                    "nudge",
                    Map.of(
                            "does not ask", () -> says("steer", steer -> List.of()),
                            "asks twice", () -> says("steer", steer -> List.of(steer, steer)),
                            "asks as if a person did",
                                    () -> says("steer", changed(frame -> frame.getSteerBuilder()
                                            .setFrom("Ada"))),
                            "takes the step instead",
                                    () -> says("steer", changed(frame -> frame.getRevokedBuilder()
                                            .setCode(RefusalCode.REFUSAL_CODE_LEASE_LOST))))),
            Map.entry(
                    "older-server",
                    Map.of(
                            "does not name the report",
                                    () -> says("refused", changed(ServerFrame.Builder::clearNumber)),
                            "takes what it does not know", () -> says("refused", ServerMutants::receipted))));

    static {
        ALL.putAll(OWN);
    }

    private ServerMutants() {}

    static Function<Message, List<Message>> changed(Consumer<ServerFrame.Builder> change) {
        return frame -> {
            var other = ((ServerFrame) frame).toBuilder();
            change.accept(other);
            return List.of(other.build());
        };
    }

    static List<Message> receipted(Message refused) {
        return List.of(((ServerFrame) refused)
                .toBuilder().setReceipt(Receipt.getDefaultInstance()).build());
    }

    private static Mutant offersTheFirstRunOnly() {
        var first = new AtomicReference<String>();
        return says("offer", changed(frame -> {
            first.compareAndSet(null, frame.getOffer().getRunId());
            frame.getOfferBuilder().setRunId(first.get());
        }));
    }

    private static List<Message> lost(Message receipt) {
        var other = ((ServerFrame) receipt).toBuilder();
        other.getRefusedBuilder().setCode(RefusalCode.REFUSAL_CODE_LEASE_LOST);
        return List.of(other.build());
    }

    private static Message granted(Message offer) {
        var known = ((ServerFrame) offer).getOffer();
        return ServerFrame.newBuilder()
                .setAttemptId("att_1")
                .setFence(1)
                .setGranted(Granted.newBuilder().setOfferId(known.getOfferId()))
                .build();
    }

    private static Message otherOffer() {
        return ServerFrame.newBuilder()
                .setOffer(Offer.newBuilder().setOfferId("offer_1"))
                .build();
    }
}
