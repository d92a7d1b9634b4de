package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.SubmitRequest;

/** Agents that say right frames at the wrong time, about the wrong thing, or twice; and messages that are none. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileConversationIT {

    private static final int REPORTS = Seeds.cases(1_000);
    private static final int MESSAGES = Seeds.cases(200);

    private final LiveServer server;
    private final Victim victim;
    private final Victim colleague;
    private ManagedChannel channel;
    private Watch watch;

    HostileConversationIT(LiveServer server) {
        this.server = server;
        this.victim = new Victim(server, "speaker");
        this.colleague = new Victim(server, "colleague");
    }

    @BeforeAll
    void open() {
        watch = Watch.over(server, "conversations");
        channel = Conversation.channel(server.grpcPort());
    }

    @BeforeEach
    void begin() throws SQLException {
        victim.ready();
        watch.begin();
    }

    @AfterEach
    void allIsWell() throws SQLException {
        watch.allIsWell();
    }

    @AfterAll
    void close() throws SQLException {
        victim.close();
        colleague.close();
        watch.close();
        channel.shutdownNow();
    }

    /** All but Hello, and one that this version of the contract does not know. */
    static Stream<String> laterKinds() {
        return Stream.concat(
                Frames.bodies().stream().map(FieldDescriptor::getName).filter(kind -> !kind.equals("hello")),
                Stream.of(Frames.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("laterKinds")
    void endsTheCallWhenAFrameComesBeforeHello(String kind) throws SQLException {
        try (var call = Conversation.open(server.grpcPort(), victim.key())) {
            call.send(frame(kind));
            var end = call.awaitEnd();
            assertThat(end.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(end.getDescription()).contains("Hello");
        }
        watch.nothingHasChanged(kind + " before Hello");
    }

    @Test
    void endsTheCallAtTheSecondHello() {
        var hello = AgentFrame.newBuilder()
                .setHello(Conversation.hello("twice", 1, List.of("script")))
                .build();
        try (var call = Conversation.open(server.grpcPort(), victim.key())) {
            call.send(hello);
            // Without waiting for Welcome, which comes first nevertheless.
            call.send(hello);
            call.await(frame -> frame.hasWelcome());
            assertThat(call.awaitEnd().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(call.drain()).isEmpty();
        }
        watch.onlyGrew("two Hellos", Map.of("change_entry", 2L, "agent_session", 1L));
    }

    @Test
    void refusesAKindOfFrameThatItDoesNotKnowByItsNumber() throws SQLException {
        var answer = victim.say(frame(Frames.UNKNOWN).toBuilder().setNumber(7).build());
        assertThat(answer.word()).isEqualTo("UNKNOWN_FRAME");
        assertThat(answer.frames().get(0).getNumber()).isEqualTo(7);
        watch.nothingHasChanged("a frame of a later version");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, 3, OUT_OF_ORDER, Report 2 comes next",
        "completed, 1000000, OUT_OF_ORDER, Report 2 comes next",
        "completed, -1, OUT_OF_ORDER, this is 18446744073709551615",
        "completed, 0, OUT_OF_ORDER, Report 2 comes next",
        "started, 2, ILLEGAL_STATE, The attempt is running",
    })
    void refusesReportsOutOfOrder(String kind, long number, String code, String message) throws SQLException {
        var answer = victim.say(frame(kind).toBuilder().setNumber(number).build());
        assertThat(answer.word()).isEqualTo(code);
        assertThat(answer.refused().orElseThrow().getMessage()).contains(message);
        assertThat(answer.refused().orElseThrow().getField()).isEqualTo(code.equals("OUT_OF_ORDER") ? "number" : "");
        watch.nothingHasChanged("a report out of order");
    }

    @Test
    void refusesAnEndBeforeTheBeginning() throws SQLException {
        try (var early = new Victim(server, "early")) {
            early.takes(early.offered());
            watch.begin();
            for (var kind : List.of("completed", "failed")) {
                var report = Frames.of(kind, early.attemptId(), early.fence(), "offer_0").toBuilder()
                        .setNumber(1)
                        .build();
                assertThat(early.say(report).word()).as(kind).isEqualTo("ILLEGAL_STATE");
            }
            watch.nothingHasChanged("an end before the beginning");
        }
    }

    /** Every report of an attempt that has ended is answered, none has an effect. */
    @Test
    void takesEachReportOnce() throws SQLException {
        var attempt = victim.attemptId();
        var fence = victim.fence();
        victim.complete();
        watch.begin();
        for (var kind : List.of("started", "completed", "failed", "released")) {
            for (var number = 1; number <= 4; number++) {
                var report = Frames.of(kind, attempt, fence, "offer_0").toBuilder()
                        .setNumber(number)
                        .build();
                assertThat(victim.say(report).word())
                        .as("%s with number %d", kind, number)
                        .isEqualTo(number <= 2 ? "RECEIPT" : "LEASE_LOST");
            }
        }
        assertThat(victim.say(Frames.of("progress", attempt, fence, "")).word()).isEqualTo("REVOKED");
        watch.nothingHasChanged("reports of an attempt that has ended");
    }

    @Test
    void takesEachOfferOnce() throws SQLException {
        try (var taker = new Victim(server, "taker")) {
            var taken = taker.offered();
            taker.takes(taken);
            watch.begin();
            assertThat(taker.say(accept(taken)).word()).isEqualTo("OFFER_GONE");
            assertThat(taker.say(decline(taken)).word()).isEqualTo("OFFER_GONE");
            watch.nothingHasChanged("an offer that was taken");

            var declined = taker.offered();
            watch.begin();
            assertThat(taker.say(decline(declined)).word()).isEqualTo("SILENCE");
            assertThat(taker.say(accept(declined)).word()).isEqualTo("OFFER_GONE");
            watch.nothingHasChanged("an offer that was declined");
        }
    }

    @Test
    void offersAnewWhatWasNotAcceptedInTime() throws SQLException {
        try (var late = new Victim(server, "late")) {
            var expired = late.offered();
            watch.begin();
            late.await(frame ->
                    frame.hasRefused() && frame.getRefused().getOfferId().equals(expired));
            assertThat(late.say(accept(expired)).refused().orElseThrow().getOfferId())
                    .isEqualTo(expired);
            watch.nothingHasChanged("an offer that expired");
        }
    }

    private static AgentFrame accept(String offer) {
        return AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offer))
                .build();
    }

    private static AgentFrame decline(String offer) {
        return AgentFrame.newBuilder()
                .setDecline(Decline.newBuilder().setOfferId(offer))
                .build();
    }

    /** Reports about this and that: the answer is known beforehand, and nothing comes of any of them. */
    @Test
    void knowsWhoseReportItIs() throws SQLException {
        colleague.ready();
        var ended = of(victim);
        victim.complete();
        victim.ready();
        var reports = new Reports(of(victim), ended, of(colleague));
        watch.begin();
        System.out.println(
                "hostile reports: seed " + Seeds.FIRST + "; again: " + Seeds.replay(getClass(), Seeds.FIRST));
        var words = new TreeMap<String, Integer>();
        for (var i = 0; i < REPORTS; i++) {
            var seed = Seeds.FIRST + i;
            var report = reports.random(Seeds.random(seed));
            var word = victim.say(report).word();
            assertThat(word)
                    .as("-Dopsflow.seed=%s -Dopsflow.cases=1: %s", seed, report)
                    .isEqualTo(reports.answer(report));
            words.merge(word, 1, Integer::sum);
        }
        System.out.println("hostile reports: " + words);
        assertThat(victim.say(frame("heartbeat")).word())
                .as("it holds what it held")
                .isEqualTo("SILENCE");
        watch.nothingHasChanged("reports about this and that");
    }

    /** Nobody works on what Hello names under another fence: it must not stay leased while the agent is busy. */
    @Test
    void takesBackWhatHelloNamesUnderAnotherFence() {
        try (var forgetful = new Victim(server, "forgetful")) {
            forgetful.takes(forgetful.offered());
            var kept = of(forgetful);
            forgetful.takes(forgetful.offered());
            var welcome = forgetful.comesBack(kept, new Reports.Of(forgetful.attemptId(), forgetful.fence() + 1));
            assertThat(welcome.getKeptList())
                    .extracting(HeldLease::getAttemptId)
                    .containsExactly(kept.attemptId());
            assertThat(welcome.getLostAttemptIdsList()).containsExactly(forgetful.attemptId());
            await().atMost(Conversation.PATIENCE).until(() -> forgetful.openAttempts() == 1);
        }
    }

    private static Reports.Of of(Victim agent) {
        return new Reports.Of(agent.attemptId(), agent.fence());
    }

    @Test
    void refusesUnknownWordsOfAList() throws SQLException {
        for (var number : List.of(0, 4, 99, -1, Integer.MAX_VALUE)) {
            var failed = frame("failed").toBuilder();
            failed.getFailedBuilder().setKindValue(number);
            var answer = victim.say(failed.build());
            assertThat(answer.word()).as("kind %d", number).isEqualTo("INVALID");
            assertThat(answer.refused().orElseThrow().getField()).isEqualTo("failed.kind");
            assertThat(answer.refused().orElseThrow().getMessage()).contains("RETRYABLE");
        }
        for (var number : List.of(5, 99, -1, Integer.MAX_VALUE)) {
            var end = Calls.end(
                    channel,
                    Conversation.bearer(victim.key()),
                    AgentServiceGrpc.getSubmitMethod(),
                    List.of(SubmitRequest.newBuilder()
                            .setClientId("unknown-priority")
                            .setDefinitionId(victim.definition())
                            .setPriorityValue(number)
                            .build()));
            assertThat(end.getCode()).as("priority %d", number).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(end.getDescription()).contains("priority").contains("URGENT");
        }
        watch.nothingHasChanged("unknown words");
    }

    /** Every call of the contract. */
    static Stream<String> calls() {
        return AgentServiceGrpc.getServiceDescriptor().getMethods().stream().map(MethodDescriptor::getBareMethodName);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesWhatIsNoMessage(String call) throws SQLException {
        System.out.println("no message of " + call + ": seed " + Seeds.FIRST);
        var words = new TreeMap<Status.Code, Integer>();
        for (var i = 0; i < MESSAGES; i++) {
            var seed = Seeds.FIRST + i;
            var random = Seeds.random(seed);
            var bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            // Field 1, of a length that never comes.
            bytes[0] = random.nextBoolean() ? (byte) 0x0a : bytes[0];
            var end = Calls.end(channel, Conversation.bearer(victim.key()), raw(call), List.of(bytes));
            // In the other calls a failed precondition is a lost lease.
            assertThat(end.getCode())
                    .as("-Dopsflow.seed=%s -Dopsflow.cases=1: %s", seed, end)
                    .isIn(
                            call.equals("Connect")
                                    ? List.of(Status.Code.FAILED_PRECONDITION)
                                    : List.of(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND));
            words.merge(end.getCode(), 1, Integer::sum);
        }
        System.out.println("no message of " + call + ": " + words);
        watch.nothingHasChanged("what is no message of " + call);
    }

    @Test
    void endsTheConversationAtWhatIsNoMessage() {
        var unreadable = AgentFrame.newBuilder()
                .setAttemptId(victim.attemptId())
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        // A string of the contract that is no text.
                        .addField(
                                1,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.copyFrom(new byte[] {-1}))
                                        .build())
                        .build())
                .build();
        var answer = victim.say(unreadable);
        assertThat(answer.word()).isEqualTo("FAILED_PRECONDITION");
        assertThat(answer.end().orElseThrow().getDescription()).contains("no message of");
        watch.onlyGrew("what is no message", Map.of("change_entry", 1L));
    }

    private AgentFrame frame(String kind) {
        return Frames.of(kind, victim.attemptId(), victim.fence(), victim.spentOffer());
    }

    /** The call, whose messages are any bytes. */
    private static MethodDescriptor<byte[], byte[]> raw(String call) {
        var method = AgentServiceGrpc.getServiceDescriptor().getMethods().stream()
                .filter(each -> call.equals(each.getBareMethodName()))
                .findFirst()
                .orElseThrow();
        return MethodDescriptor.newBuilder(new Raw(), new Raw())
                .setType(method.getType())
                .setFullMethodName(method.getFullMethodName())
                .build();
    }

    private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream bytes) {
            try {
                return bytes.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
