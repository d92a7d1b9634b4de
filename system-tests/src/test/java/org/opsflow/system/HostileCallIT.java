package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.db.Invariants;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.ArtifactHeader;
import org.opsflow.proto.agent.v1.DownloadArtifactRequest;
import org.opsflow.proto.agent.v1.Priority;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;
import org.opsflow.system.Mutants.Mutant;

/** The calls beside Connect, with every field of what they take said wrongly. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class HostileCallIT {

    private static final ByteString CONTENT = ByteString.copyFromUtf8("abc");

    /** UNAVAILABLE would be an unexpected failure, UNKNOWN and INTERNAL one that nobody thought of. */
    private static final Set<Status.Code> REFUSALS = Set.of(
            Status.Code.INVALID_ARGUMENT,
            Status.Code.NOT_FOUND,
            Status.Code.FAILED_PRECONDITION,
            Status.Code.OUT_OF_RANGE,
            Status.Code.RESOURCE_EXHAUSTED);

    private final LiveServer server;
    private final Victim victim;
    private Connection database;
    private ManagedChannel channel;
    private int submitted;

    HostileCallIT(LiveServer server) {
        this.server = server;
        this.victim = new Victim(server, "caller");
    }

    @BeforeAll
    void begin() {
        Leftovers.end(server);
    }

    @BeforeEach
    void open() {
        database = server.connect();
        channel = Conversation.channel(server.grpcPort());
        victim.ready();
    }

    @AfterEach
    void stillServes() throws SQLException {
        channel.shutdownNow();
        assertThat(server.failures()).isEmpty();
        assertThat(Invariants.check(database)).isEmpty();
        database.close();
        victim.close();
    }

    /** Those below; a new call of the contract wants a test here. */
    @Test
    void knowsEveryCall() {
        assertThat(AgentServiceGrpc.getServiceDescriptor().getMethods())
                .extracting(MethodDescriptor::getBareMethodName)
                .containsExactlyInAnyOrder("Connect", "Submit", "StreamLogs", "UploadArtifact", "DownloadArtifact");
    }

    @Test
    void submitsOrRefuses() throws SQLException {
        var once = Map.of("run", 1L, "step", 1L, "change_entry", 1L);
        tries(
                "Submit",
                () -> SubmitRequest.newBuilder()
                        .setClientId("hostile-" + submitted++)
                        .setDefinitionId(victim.definition())
                        .setName("name")
                        .setArgsJson("{}")
                        .setPriority(Priority.PRIORITY_LOW)
                        .build(),
                mutant -> call(AgentServiceGrpc.getSubmitMethod(), List.of((SubmitRequest) mutant)),
                List.of(once, Map.of()));
    }

    @Test
    void storesOutputOrRefuses() throws SQLException {
        tries(
                "StreamLogs",
                () -> StreamLogsRequest.newBuilder()
                        .setAttemptId(victim.attemptId())
                        .setFence(victim.fence())
                        .setData(CONTENT)
                        .build(),
                mutant -> call(AgentServiceGrpc.getStreamLogsMethod(), List.of((StreamLogsRequest) mutant)),
                List.of(Map.of("log_chunk", 1L), Map.of()));
    }

    @Test
    void storesFilesOrRefuses() throws SQLException {
        var once = Map.of("artifact", 1L, "blob", 1L, "blob_chunk", 1L, "change_entry", 1L);
        tries(
                "UploadArtifact, header",
                () -> UploadArtifactRequest.newBuilder().setHeader(header()).build(),
                mutant -> call(
                        AgentServiceGrpc.getUploadArtifactMethod(),
                        List.of(
                                (UploadArtifactRequest) mutant,
                                UploadArtifactRequest.newBuilder()
                                        .setChunk(CONTENT)
                                        .build())),
                List.of(once, Map.of()));
        tries(
                "UploadArtifact, chunk",
                () -> UploadArtifactRequest.newBuilder().setChunk(CONTENT).build(),
                mutant -> call(
                        AgentServiceGrpc.getUploadArtifactMethod(),
                        List.of(
                                UploadArtifactRequest.newBuilder()
                                        .setHeader(header())
                                        .build(),
                                (UploadArtifactRequest) mutant)),
                List.of(once, Map.of()));
    }

    @Test
    void refusesFilesThatAreNotThere() throws SQLException {
        tries(
                "DownloadArtifact",
                () -> DownloadArtifactRequest.newBuilder()
                        .setArtifactId("art_" + "0".repeat(26))
                        .build(),
                mutant -> call(AgentServiceGrpc.getDownloadArtifactMethod(), List.of((DownloadArtifactRequest) mutant)),
                List.of());
    }

    /** A call with one message said wrongly; the message of its end. */
    private interface Attack {
        Status with(Message mutant);
    }

    /** @param effects by how much tables may grow when the call goes well */
    private void tries(String call, Supplier<Message> base, Attack attack, List<Map<String, Long>> effects)
            throws SQLException {
        var words = new TreeMap<Status.Code, Integer>();
        var count = Mutants.of(base.get()).size();
        for (var turn = 0; turn < count; turn++) {
            Mutant mutant = Mutants.of(base.get()).get(turn);
            var what = call + ": " + mutant.name();
            var before = Tables.of(database);
            var end = attack.with(mutant.message());
            words.merge(end.getCode(), 1, Integer::sum);
            if (end.isOk()) {
                var growth = Tables.of(database).growthSince(before);
                assertThat(growth).as(what).isIn(effects);
            } else {
                assertThat(end.getCode()).as("%s: %s", what, end).isIn(REFUSALS);
                // A file that was begun is discarded after the answer.
                await().atMost(Conversation.PATIENCE).untilAsserted(() -> assertThat(Tables.of(database))
                        .as("%s changes nothing", what)
                        .isEqualTo(before));
            }
        }
        System.out.println("hostile " + call + ": " + words);
    }

    private ArtifactHeader header() {
        return ArtifactHeader.newBuilder()
                .setAttemptId(victim.attemptId())
                .setFence(victim.fence())
                .setName("file.txt")
                .setMimeType("text/plain")
                .setSizeBytes(CONTENT.size())
                .setSha256(sha256())
                .build();
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private <Q, A> Status call(MethodDescriptor<Q, A> method, List<Q> requests) {
        return Calls.end(channel, Conversation.bearer(victim.key()), method, requests);
    }
}
