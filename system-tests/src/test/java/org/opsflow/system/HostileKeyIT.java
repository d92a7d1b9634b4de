package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.proto.agent.v1.AgentServiceGrpc.getConnectMethod;
import static org.opsflow.proto.agent.v1.AgentServiceGrpc.getDownloadArtifactMethod;
import static org.opsflow.proto.agent.v1.AgentServiceGrpc.getStreamLogsMethod;
import static org.opsflow.proto.agent.v1.AgentServiceGrpc.getSubmitMethod;
import static org.opsflow.proto.agent.v1.AgentServiceGrpc.getUploadArtifactMethod;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ArtifactHeader;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DownloadArtifactRequest;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;

/** Who may not: keys that open nothing, and good keys put to what belongs to somebody else. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileKeyIT {

    private static final ByteString CONTENT = ByteString.copyFromUtf8("abc");
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private enum Intruder {
        OF_THE_SAME_WORKSPACE,
        FROM_NEXT_DOOR
    }

    private final LiveServer server;
    private final Victim victim;
    private final Map<Intruder, String> intruders;
    private ManagedChannel channel;
    private Watch watch;

    HostileKeyIT(LiveServer server) {
        this.server = server;
        this.victim = new Victim(server, "owner");
        this.intruders = new LinkedHashMap<>();
    }

    @BeforeAll
    void open() throws SQLException {
        channel = Conversation.channel(server.grpcPort());
        watch = Watch.over(server, "keys");
        intruders.put(Intruder.OF_THE_SAME_WORKSPACE, server.people().registerAgent("intruder"));
        var nextDoor = new Neighbours(watch.database()).moveIn(server.url(), "next-door");
        intruders.put(Intruder.FROM_NEXT_DOOR, nextDoor.registerAgent("intruder"));
        victim.ready();
    }

    @AfterEach
    void allIsWell() throws SQLException {
        watch.allIsWell();
    }

    @AfterAll
    void close() throws SQLException {
        victim.close();
        watch.close();
        channel.shutdownNow();
    }

    Stream<Arguments> badKeys() throws SQLException {
        var keys = new Neighbours(watch.database());
        var good = server.people().registerAgent("good");
        var revoked = server.people().registerAgent("revoked");
        var expired = server.people().registerAgent("expired");
        var retired = server.people().registerAgent("retired");
        keys.revoke(revoked);
        keys.expire(expired);
        keys.retire("retired");
        return Stream.of(
                Arguments.of("none", new Metadata()),
                Arguments.of("empty", Conversation.bearer("")),
                Arguments.of("blank", Conversation.bearer("   ")),
                Arguments.of("of another scheme", authorization("Basic " + good)),
                Arguments.of("without a scheme", authorization(good)),
                Arguments.of("cut", Conversation.bearer(good.substring(0, good.length() - 1))),
                Arguments.of("longer", Conversation.bearer(good + "a")),
                Arguments.of("with a space", Conversation.bearer(good + " ")),
                Arguments.of("in capitals", Conversation.bearer(good.toUpperCase(Locale.ROOT))),
                Arguments.of("unknown", Conversation.bearer("owf_good_" + "0".repeat(32))),
                Arguments.of("injected", Conversation.bearer("owf_good_' OR '1'='1' --")),
                Arguments.of("huge", Conversation.bearer("owf_good_" + "0".repeat(7_000))),
                Arguments.of("revoked", Conversation.bearer(revoked)),
                Arguments.of("expired", Conversation.bearer(expired)),
                Arguments.of("of a retired agent", Conversation.bearer(retired)));
    }

    private static Metadata authorization(String value) {
        var metadata = new Metadata();
        metadata.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), value);
        return metadata;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badKeys(String name, Metadata headers) throws SQLException {
        watch.begin();
        ends(headers).forEach((call, end) -> {
            assertThat(end.getCode()).as(call).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(end.getDescription()).as(call).containsAnyOf("authorization: Bearer owf_", "ask for a new one");
        });
        watch.nothingHasChanged("a key that is " + name);
    }

    /** Of every call, made for what the victim has. */
    private Map<String, Status> ends(Metadata headers) {
        var ends = new LinkedHashMap<String, Status>();
        end(ends, headers, getConnectMethod(), List.of(hello()));
        end(
                ends,
                headers,
                getSubmitMethod(),
                List.of(SubmitRequest.newBuilder()
                        .setClientId("intruder")
                        .setDefinitionId(victim.definition())
                        .build()));
        end(
                ends,
                headers,
                getStreamLogsMethod(),
                List.of(StreamLogsRequest.newBuilder()
                        .setAttemptId(victim.attemptId())
                        .setFence(victim.fence())
                        .setData(CONTENT)
                        .build()));
        end(ends, headers, getUploadArtifactMethod(), file());
        end(
                ends,
                headers,
                getDownloadArtifactMethod(),
                List.of(DownloadArtifactRequest.newBuilder()
                        .setArtifactId("art_" + "0".repeat(26))
                        .build()));
        return ends;
    }

    private <Q> void end(Map<String, Status> ends, Metadata headers, MethodDescriptor<Q, ?> method, List<Q> requests) {
        ends.put(method.getBareMethodName(), Calls.end(channel, headers, method, requests));
    }

    private List<UploadArtifactRequest> file() {
        var header = ArtifactHeader.newBuilder()
                .setAttemptId(victim.attemptId())
                .setFence(victim.fence())
                .setName("file.txt")
                .setSizeBytes(CONTENT.size())
                .setSha256(SHA256);
        return List.of(
                UploadArtifactRequest.newBuilder().setHeader(header).build(),
                UploadArtifactRequest.newBuilder().setChunk(CONTENT).build());
    }

    private AgentFrame hello() {
        return AgentFrame.newBuilder()
                .setHello(Conversation.hello("intruder", 1, List.of("script", "owner")))
                .build();
    }

    @Test
    void tellsAPersonThatConnectIsForAgents() throws SQLException {
        watch.begin();
        var end = Calls.end(
                channel, Conversation.bearer(server.firstSignIn("api_key")), getConnectMethod(), List.of(hello()));
        assertThat(end.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(end.getDescription()).contains("agent's key");
        watch.nothingHasChanged("a person's key");
    }

    @ParameterizedTest
    @EnumSource
    void refusesFilesAndOutputOfAttemptsOfOthers(Intruder intruder) throws SQLException {
        watch.begin();
        var ends = ends(Conversation.bearer(intruders.get(intruder)));
        assertThat(ends.get("StreamLogs").getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(ends.get("UploadArtifact").getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(ends.get("DownloadArtifact").getCode()).isEqualTo(Status.Code.NOT_FOUND);
        if (intruder == Intruder.FROM_NEXT_DOOR) {
            assertThat(ends.get("Submit").getCode()).isEqualTo(Status.Code.NOT_FOUND);
            // It connected, in its own workspace.
            watch.onlyGrew("calls from next door", Map.of("change_entry", 2L, "agent_session", 1L));
        } else {
            watch.onlyGrew(
                    "calls of another agent", Map.of("change_entry", 3L, "agent_session", 1L, "run", 1L, "step", 1L));
        }
    }

    @Test
    void hidesFilesFromAgentsThatDoNotWorkOnTheRun() throws SQLException {
        var stored = Calls.end(channel, Conversation.bearer(victim.key()), getUploadArtifactMethod(), file());
        assertThat(stored.isOk()).isTrue();
        var id = artifact();
        watch.begin();
        assertThat(download(id, victim.key()).isOk()).isTrue();
        intruders.forEach((intruder, key) ->
                assertThat(download(id, key).getCode()).as("%s", intruder).isEqualTo(Status.Code.NOT_FOUND));
        watch.nothingHasChanged("downloads");
    }

    private Status download(String id, String key) {
        return Calls.end(
                channel,
                Conversation.bearer(key),
                getDownloadArtifactMethod(),
                List.of(DownloadArtifactRequest.newBuilder().setArtifactId(id).build()));
    }

    private String artifact() {
        return server.people().artifacts(victim.runId()).get(0).get("id").getAsString();
    }

    @ParameterizedTest
    @EnumSource
    void refusesReportsOnAttemptsOfOthers(Intruder intruder) throws SQLException {
        try (var conversation = Conversation.open(server.grpcPort(), intruders.get(intruder))) {
            var welcome = conversation.hello(Conversation.hello("reporter", 1, List.of("script"))
                    .addHeld(HeldLease.newBuilder()
                            .setAttemptId(victim.attemptId())
                            .setFence(victim.fence()))
                    .build());
            assertThat(welcome.getKeptList()).isEmpty();
            assertThat(welcome.getLostAttemptIdsList()).containsExactly(victim.attemptId());
            watch.begin();
            for (var kind : List.of("started", "completed", "failed", "released", "progress", "heartbeat")) {
                var frame = Frames.of(kind, victim.attemptId(), victim.fence(), victim.spentOffer());
                assertThat(conversation.say(frame).word())
                        .as(kind)
                        .isEqualTo(Frames.isReport(frame) ? "LEASE_LOST" : "REVOKED");
            }
            watch.nothingHasChanged("reports of " + intruder);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOffersToWhomTheyWereMade(Intruder intruder) throws SQLException {
        var owner = new Victim(server, "offered-" + intruder.ordinal());
        try (owner;
                var conversation = Conversation.greeted(
                        server.grpcPort(),
                        intruders.get(intruder),
                        Conversation.hello("thief", 1, List.of("script")).build())) {
            var offer = owner.offered();
            watch.begin();
            for (var frame : List.of(
                    AgentFrame.newBuilder().setAccept(Accept.newBuilder().setOfferId(offer)),
                    AgentFrame.newBuilder().setDecline(Decline.newBuilder().setOfferId(offer)))) {
                var answer = conversation.say(frame.build());
                assertThat(answer.word()).isEqualTo("OFFER_GONE");
                assertThat(answer.refused().orElseThrow().getOfferId()).isEqualTo(offer);
            }
            watch.nothingHasChanged("hands on an offer of others");
            owner.takes(offer);
        }
    }
}
