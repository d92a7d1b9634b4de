package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.DownloadArtifactRequest;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;

/** Every text and every run of bytes of the contract, larger than the stated limit and larger than the transport's. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSizeIT {

    private static final int OVER_THE_FRAME = (1 << 20) + 1;
    private static final int OVER_THE_TRANSPORT = (16 << 20) + 1;

    private final LiveServer server;
    private final Victim victim;
    private ManagedChannel channel;
    private Watch watch;

    HostileSizeIT(LiveServer server) {
        this.server = server;
        this.victim = new Victim(server, "giant");
    }

    /** @param name path of the field */
    private record Giant(String name, Message message) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void open() {
        watch = Watch.over(server, "sizes");
        channel = Conversation.channel(server.grpcPort());
    }

    @BeforeEach
    void begin() throws SQLException {
        victim.ready();
        watch.begin();
    }

    @AfterEach
    void leavesNoTrace() throws SQLException {
        watch.nothingHasChanged("too much");
    }

    @AfterAll
    void close() throws SQLException {
        victim.close();
        watch.allIsWell();
        watch.close();
        channel.shutdownNow();
    }

    /** Paths of fields of frames, from the descriptor. */
    static Stream<String> frames() {
        return Frames.bodies().stream().map(FieldDescriptor::getName).flatMap(kind -> giants(frame(kind), 1).stream()
                .map(giant -> kind + ": " + giant));
    }

    private static AgentFrame frame(String kind) {
        return Frames.of(kind, "att_" + "0".repeat(26), 1, "offer_" + "0".repeat(26));
    }

    @ParameterizedTest
    @MethodSource
    void frames(String field) throws SQLException {
        var kind = field.substring(0, field.indexOf(':'));
        var path = field.substring(field.indexOf(':') + 2);
        var frame = (AgentFrame) giant(frame(kind), path, OVER_THE_FRAME);
        if (frame.hasHello()) {
            refusesFirst(frame);
        } else {
            var answer = victim.say(frame);
            assertThat(answer.word()).isEqualTo("TOO_LARGE");
            assertThat(answer.refused().orElseThrow().getMessage()).contains("1 MiB");
            assertThat(answer.frames().get(0).getNumber()).isEqualTo(frame.getNumber());
        }
        try (var call = Conversation.open(server.grpcPort(), victim.key())) {
            call.send((AgentFrame) giant(frame(kind), path, OVER_THE_TRANSPORT));
            assertThat(call.awaitEnd().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    private void refusesFirst(AgentFrame hello) {
        try (var call = Conversation.open(server.grpcPort(), victim.key())) {
            call.send(hello);
            assertThat(call.await(any -> true).hasRefused()).isTrue();
        }
    }

    private record Asked(MethodDescriptor<?, ?> method, Giant giant) {}

    /** What the other calls take, each of its fields in turn. */
    static Stream<String> calls() {
        return asked(1).stream().map(HostileSizeIT::name);
    }

    private static String name(Asked asked) {
        return asked.method().getBareMethodName() + ": " + asked.giant();
    }

    private static List<Asked> asked(int size) {
        var all = new ArrayList<Asked>();
        ask(all, AgentServiceGrpc.getSubmitMethod(), SubmitRequest.getDefaultInstance(), size);
        ask(all, AgentServiceGrpc.getStreamLogsMethod(), StreamLogsRequest.getDefaultInstance(), size);
        ask(all, AgentServiceGrpc.getUploadArtifactMethod(), UploadArtifactRequest.getDefaultInstance(), size);
        ask(all, AgentServiceGrpc.getDownloadArtifactMethod(), DownloadArtifactRequest.getDefaultInstance(), size);
        return all;
    }

    private static void ask(List<Asked> all, MethodDescriptor<?, ?> method, Message message, int size) {
        giants(message, size).forEach(giant -> all.add(new Asked(method, giant)));
    }

    @ParameterizedTest
    @MethodSource
    void calls(String field) {
        for (var size : List.of(OVER_THE_FRAME, OVER_THE_TRANSPORT)) {
            var asked = asked(size).stream()
                    .filter(each -> name(each).equals(field))
                    .findFirst()
                    .orElseThrow();
            var end = end(asked.method(), asked.giant().message());
            assertThat(end.getCode())
                    .as("%s of %d bytes: %s", field, size, end)
                    .isIn(
                            size == OVER_THE_TRANSPORT
                                    ? List.of(Status.Code.RESOURCE_EXHAUSTED)
                                    : List.of(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND));
            assertThat(end.getDescription()).hasSizeLessThan(500);
        }
    }

    @SuppressWarnings("unchecked")
    private <Q> Status end(MethodDescriptor<Q, ?> method, Message request) {
        return Calls.end(channel, Conversation.bearer(victim.key()), method, List.of((Q) request));
    }

    /** The message once for each text and each run of bytes in it, at any depth, with that one so large. */
    private static List<Giant> giants(Message base, int size) {
        var giants = new ArrayList<Giant>();
        for (var field : base.getDescriptorForType().getFields()) {
            var isOther = field.getRealContainingOneof() != null
                    && base.hasOneof(field.getRealContainingOneof())
                    && !base.hasField(field);
            if (!isOther) {
                giants.addAll(giants(base, field, size));
            }
        }
        return giants;
    }

    private static List<Giant> giants(Message base, FieldDescriptor field, int size) {
        if (field.getJavaType() == JavaType.STRING) {
            return List.of(giant(base, field, field.getName(), "x".repeat(size)));
        }
        if (field.getJavaType() == JavaType.BYTE_STRING) {
            return List.of(giant(base, field, field.getName(), ByteString.copyFrom(new byte[size])));
        }
        if (field.getJavaType() != JavaType.MESSAGE) {
            return List.of();
        }
        var inner = field.isRepeated()
                ? base.newBuilderForType().newBuilderForField(field).build()
                : (Message) base.getField(field);
        return giants(inner, size).stream()
                .map(giant -> giant(base, field, field.getName() + "." + giant.name(), giant.message()))
                .toList();
    }

    private static Giant giant(Message base, FieldDescriptor field, String name, Object value) {
        return new Giant(
                name,
                base.toBuilder()
                        .setField(field, field.isRepeated() ? List.of(value) : value)
                        .build());
    }

    private static Message giant(Message base, String path, int size) {
        return giants(base, size).stream()
                .filter(giant -> giant.name().equals(path))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
