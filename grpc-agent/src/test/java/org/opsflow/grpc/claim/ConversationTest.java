package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.DeskWithoutDatabase;
import org.opsflow.domain.identity.ApiKeys;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Settings;
import org.opsflow.grpc.shared.Bearer;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.FakeCall;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.Goodbye;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.Message;
import org.opsflow.proto.agent.v1.MessageKind;
import org.opsflow.proto.agent.v1.MessageRead;
import org.opsflow.proto.agent.v1.Progress;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Released;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/** Given these frames, exactly these frames. */
class ConversationTest {
    private static final String ATTEMPT = PublicId.ATTEMPT.of(new UUID(1, 2));
    private static final Hello HELLO = Hello.newBuilder()
            .setProtocolVersion(1)
            .setInstance("i1")
            .addCapabilities("script")
            .setMaxConcurrent(2)
            .build();
    /** Frames that are asked for at the start: Hello, then 64. */
    private static final int ASKED = 65;

    private final DeskWithoutDatabase desk = new DeskWithoutDatabase(Settings.defaults());
    private final FakeCall<ServerFrame> call = new FakeCall<>();
    private Conversation conversation;

    /** Runs at once what would run on a thread of its own. */
    private static final class AtOnce extends Edge {
        AtOnce() {
            super(Thread::new);
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }
    }

    private record OneKey(Optional<Caller> caller) implements ApiKeys {
        @Override
        public Optional<Caller> authenticate(String key) {
            return caller;
        }

        @Override
        public Optional<Caller> remembered(String key) {
            return caller;
        }

        @Override
        public Optional<Actor> lapsed(String key, Visitor visitor) {
            return Optional.empty();
        }
    }

    private void connect(Optional<Caller> caller) {
        conversation = new Conversation(call, Settings.defaults(), new AtOnce());
        conversation.begin(new Bearer(new OneKey(caller)), desk.desk);
    }

    private void connect() {
        connect(Optional.of(new Caller(new UUID(0, 1), Caller.Kind.AGENT, new UUID(0, 2), "Kenji", Role.BOT)));
    }

    private void open() {
        connect();
        say(frame -> frame.setHello(HELLO));
    }

    private void say(UnaryOperator<AgentFrame.Builder> frame) {
        conversation.onNext(frame.apply(AgentFrame.newBuilder()).build());
    }

    @Test
    void tellsAnAgentWhenToComeBackBeforeTheServerStops() {
        open();

        desk.desk.drain();

        assertThat(last().hasDrain()).isTrue();
        assertThat(last().getDrain().getReconnectAfterMs()).isBetween(0, 500);
        assertThat(call.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    private ServerFrame last() {
        return call.written.get(call.written.size() - 1);
    }

    @Test
    void asksForNothingBeforeItKnowsWhoCalls() {
        connect(Optional.empty());

        assertThat(call.requested).isZero();
        assertThat(call.status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    /** A kind that this version does not know, and one with a field that is wrong. */
    static Stream<AgentFrame> wrongFirstFrames() {
        return Stream.of(
                AgentFrame.getDefaultInstance(),
                AgentFrame.newBuilder()
                        .setProgress(Progress.newBuilder().setPercent(101))
                        .build(),
                AgentFrame.newBuilder()
                        .setCompleted(Completed.newBuilder().setSummary("x".repeat(FrameReader.MAX_FRAME)))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("wrongFirstFrames")
    void endsWhenTheFirstFrameIsNoHello(AgentFrame first) {
        connect();

        conversation.onNext(first);

        assertThat(call.written).isEmpty();
        assertThat(call.status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(call.status.getDescription()).contains("Hello");
    }

    @Test
    void talksToAgentsOnly() {
        connect(Optional.of(new Caller(new UUID(0, 1), Caller.Kind.PERSON, new UUID(0, 2), "Ruben", Role.OWNER)));

        assertThat(call.requested).isZero();
        assertThat(call.status).isNotNull();
        assertThat(call.status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void answersHelloWithWelcomeAndThenAsksForMore() {
        connect();
        assertThat(call.requested).isEqualTo(1);
        say(frame -> frame.setHello(HELLO));

        assertThat(call.written).hasSize(1);
        assertThat(last().getWelcome().getAgentName()).isEqualTo("Kenji");
        assertThat(last().getWelcome().getMaxFrameBytes()).isEqualTo(1 << 20);
        assertThat(call.requested).isEqualTo(ASKED);
        assertThat(desk.sessions()).isEqualTo(1);
    }

    static Stream<Arguments> framesBeforeHello() {
        return Stream.of(
                Arguments.of(
                        AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(1))),
                Arguments.of(AgentFrame.newBuilder()
                        .setAttemptId(ATTEMPT)
                        .setFence(1)
                        .setNumber(1)
                        .setStarted(Started.getDefaultInstance())),
                Arguments.of(AgentFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance())),
                Arguments.of(AgentFrame.newBuilder()
                        .setAttemptId(ATTEMPT)
                        .setFence(1)
                        .setControlAck(ControlAck.getDefaultInstance())),
                Arguments.of(AgentFrame.newBuilder().setMessage(message("c1", "hello"))),
                Arguments.of(AgentFrame.newBuilder()
                        .setMessageRead(MessageRead.newBuilder().addMessageIds(PublicId.MESSAGE.of(new UUID(0, 9))))),
                Arguments.of(AgentFrame.newBuilder().setAgentError(error("c1"))),
                Arguments.of(AgentFrame.newBuilder().setGoodbye(Goodbye.getDefaultInstance())));
    }

    @ParameterizedTest
    @MethodSource
    void framesBeforeHello(AgentFrame.Builder frame) {
        connect();
        conversation.onNext(frame.build());

        assertThat(call.status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(call.written).isEmpty();
        assertThat(desk.opened).isZero();
    }

    private static Message.Builder message(String clientId, String text) {
        return Message.newBuilder()
                .setClientId(clientId)
                .setAgent("ada")
                .setKind(MessageKind.MESSAGE_KIND_NOTE)
                .setText(text);
    }

    private static AgentError.Builder error(String clientId) {
        return AgentError.newBuilder()
                .setClientId(clientId)
                .setCode("disk_full")
                .setMessage("The disk is full.");
    }

    @Test
    void takesInWhatIsWrongWithTheAgent() {
        open();
        int asked = call.requested;

        say(frame -> frame.setAgentError(error("c1")));
        assertThat(last().getReceipt().getClientId()).isEqualTo("c1");
        say(frame -> frame.setAgentError(error("c2").setMessage("trouble")));
        assertThat(last().getRefused().getClientId()).isEqualTo("c2");
        assertThat(last().getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_OVERLOADED);
        assertThat(last().getRefused().getRetryAfterMs()).isPositive();
        say(frame -> frame.setAgentError(error("c3").setCode("Disk full")));
        assertThat(last().getRefused().getClientId()).isEqualTo("c3");
        assertThat(last().getRefused().getField()).isEqualTo("agent_error.code");
        say(frame -> frame.setAgentError(error("c4").setMessage("x".repeat(FrameReader.MAX_TEXT + 1))));
        assertThat(last().getRefused().getClientId()).isEqualTo("c4");
        assertThat(last().getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_TOO_LARGE);

        assertThat(desk.errors).containsExactly("kenji: disk_full The disk is full.");
        assertThat(call.requested).describedAs("one frame asked for after each").isEqualTo(asked + 4);
    }

    @Test
    void storesWhatIsWrongWithTheAgentThoughItFailsOnce() {
        open();

        say(frame -> frame.setAgentError(error("c1").setMessage("hiccup")));

        assertThat(last().getReceipt().getClientId()).isEqualTo("c1");
        assertThat(desk.errors).containsExactly("kenji: disk_full hiccup");
    }

    @Test
    void carriesMessagesBothWays() {
        desk.carryMessages();
        open();
        assertThat(last().getMessage().getText()).isEqualTo("welcome");
        int asked = call.requested;

        say(frame -> frame.setMessage(message("c1", "hello")));
        assertThat(last().getReceipt().getClientId()).isEqualTo("c1");
        say(frame -> frame.setMessage(message("c2", "trouble")));
        assertThat(last().getRefused().getClientId()).isEqualTo("c2");
        assertThat(last().getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_OVERLOADED);
        assertThat(last().getRefused().getRetryAfterMs()).isEqualTo(500);
        say(frame -> frame.setMessage(message("c3", "")));
        assertThat(last().getRefused().getClientId()).isEqualTo("c3");
        assertThat(last().getRefused().getField()).isEqualTo("message.text");
        say(frame -> frame.setMessage(message("c4", "x".repeat(MessageFrames.MAX_TEXT + 1))));
        assertThat(last().getRefused().getClientId()).isEqualTo("c4");
        assertThat(last().getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_TOO_LARGE);
        say(frame -> frame.setMessageRead(MessageRead.newBuilder().addMessageIds(PublicId.MESSAGE.of(new UUID(0, 9)))));
        say(frame -> frame.setMessageRead(MessageRead.getDefaultInstance()));
        assertThat(last().getRefused().getField()).isEqualTo("message_read.message_ids");
        say(frame -> frame.setGoodbye(Goodbye.getDefaultInstance()));

        assertThat(desk.post).containsExactly("joined", "kenji: hello", "kenji: trouble", "read 1", "left");
        assertThat(call.requested)
                .describedAs("one frame asked for after each, but for the last")
                .isEqualTo(asked + 7);
    }

    @Test
    void endsWhenNoFirstFrameComes() {
        connect();

        desk.endSilent();

        assertThat(call.status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(call.status.getDescription()).contains("Hello");
        assertThat(desk.opened).isZero();
    }

    /** Silence later on is a matter of heartbeats. */
    @Test
    void goesOnWhenTheFirstFrameHasCome() {
        open();

        desk.endSilent();

        assertThat(call.status).isNull();
        assertThat(desk.sessions()).isEqualTo(1);
    }

    @Test
    void endsOnASecondHello() {
        open();
        say(frame -> frame.setHello(HELLO));

        assertThat(call.status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(desk.sessions()).isZero();
        assertThat(desk.closed).isEqualTo(1);
    }

    @Test
    void endsOnAWrongHelloAndNamesItsField() {
        connect();
        say(frame -> frame.setHello(HELLO.toBuilder().setProtocolVersion(7)));

        assertThat(call.status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(call.status.getDescription())
                .contains("hello.protocol_version")
                .contains("7");
        assertThat(desk.opened).isZero();
    }

    @Test
    void takesInWhatIsHeldWhateverIsSaidOfTheLoad() {
        open();
        conversation.onNext(AgentFrame.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder()
                        .setCpuPercent(250)
                        .addHeld(HeldLease.newBuilder().setAttemptId(ATTEMPT).setFence(3)))
                .build());

        assertThat(call.written)
                .extracting(ServerFrame::getBodyCase)
                .endsWith(ServerFrame.BodyCase.REVOKED, ServerFrame.BodyCase.REFUSED);
    }

    static Stream<Arguments> refused() {
        AgentFrame.Builder report =
                AgentFrame.newBuilder().setAttemptId(ATTEMPT).setFence(3).setNumber(2);
        String long5000 = "x".repeat(5_000);
        return Stream.of(
                refused(RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME, "", report.clone()),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "credits.amount",
                        AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(3))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "credits.amount",
                        AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(-1))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "credits.standing",
                        AgentFrame.newBuilder().setCredits(Credits.newBuilder().setStanding(3))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "credits.standing",
                        AgentFrame.newBuilder().setCredits(Credits.newBuilder().setStanding(-1))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "offer_id",
                        AgentFrame.newBuilder().setAccept(Accept.newBuilder().setOfferId("offer_1"))),
                refused(
                        RefusalCode.REFUSAL_CODE_OFFER_GONE,
                        "",
                        AgentFrame.newBuilder()
                                .setDecline(Decline.newBuilder().setOfferId(PublicId.OFFER.of(new UUID(0, 9))))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "attempt_id",
                        report.clone().setAttemptId("run_1").setStarted(Started.getDefaultInstance())),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "attempt_id",
                        report.clone().setAttemptId("").setProgress(Progress.getDefaultInstance())),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "attempt_id",
                        AgentFrame.newBuilder().setControlAck(ControlAck.getDefaultInstance())),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "completed.output_json",
                        report.clone().setCompleted(Completed.newBuilder().setOutputJson("{"))),
                refused(
                        RefusalCode.REFUSAL_CODE_TOO_LARGE,
                        "completed.summary",
                        report.clone().setCompleted(Completed.newBuilder().setSummary(long5000))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "failed.kind",
                        report.clone().setFailed(Failed.getDefaultInstance())),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "released.message",
                        report.clone().setReleased(Released.newBuilder().setMessage(long5000))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.held",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().addHeld(HeldLease.getDefaultInstance()))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.held",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder()
                                        .addAllHeld(Collections.nCopies(
                                                2_001,
                                                HeldLease.newBuilder()
                                                        .setAttemptId(ATTEMPT)
                                                        .build())))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.cpu_percent",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setCpuPercent(101))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.cpu_percent",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setCpuPercent(-1))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.free_slots",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setFreeSlots(1_001))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.free_slots",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setFreeSlots(-1))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.free_memory_bytes",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setFreeMemoryBytes(1L << 53))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.free_memory_bytes",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setFreeMemoryBytes(-1))),
                refused(
                        RefusalCode.REFUSAL_CODE_INVALID,
                        "heartbeat.free_disk_bytes",
                        AgentFrame.newBuilder()
                                .setHeartbeat(Heartbeat.newBuilder().setFreeDiskBytes(1L << 53))),
                refused(
                        RefusalCode.REFUSAL_CODE_TOO_LARGE,
                        "",
                        report.clone().setCompleted(Completed.newBuilder().setSummary("x".repeat(2 << 20)))));
    }

    private static Arguments refused(RefusalCode code, String field, AgentFrame.Builder frame) {
        return Arguments.of(code, field, frame.build());
    }

    /** A refusal is a frame that carries the report's number; the stream stays, and the next frame is asked for once. */
    @ParameterizedTest
    @MethodSource
    void refused(RefusalCode code, String field, AgentFrame frame) {
        open();
        conversation.onNext(frame);

        assertThat(call.written).hasSize(2);
        assertThat(last().getRefused().getCode()).isEqualTo(code);
        assertThat(last().getRefused().getField()).isEqualTo(field);
        assertThat(last().getRefused().getMessage()).isNotBlank();
        assertThat(last().getNumber()).isEqualTo(frame.getNumber());
        assertThat(last().getFence()).isEqualTo(frame.getFence());
        assertThat(last().getAttemptId()).isEqualTo(frame.getAttemptId());
        assertThat(call.requested).isEqualTo(ASKED + 1);
        assertThat(call.status).isNull();
    }

    @Test
    void echoesNoEndlessAttemptId() {
        open();
        say(frame -> frame.setAttemptId("x".repeat(1_000)).setStarted(Started.getDefaultInstance()));

        assertThat(last().getAttemptId()).isEmpty();
        assertThat(last().getRefused().getField()).isEqualTo("attempt_id");
    }

    @Test
    void asksForTheNextFrameOnlyWhenAReportHasLeftItsLane() {
        open();
        say(frame -> frame.setAttemptId(ATTEMPT).setFence(1).setNumber(1).setStarted(Started.getDefaultInstance()));

        assertThat(call.written).hasSize(1);
        assertThat(call.requested).isEqualTo(ASKED);
    }

    @Test
    void asksForTheNextFrameAtOnceAfterWhatNeedsNoLane() {
        open();
        say(frame -> frame.setCredits(Credits.newBuilder().setAmount(2)));
        say(frame -> frame.setHeartbeat(Heartbeat.getDefaultInstance()));

        assertThat(call.written).hasSize(1);
        assertThat(call.requested).isEqualTo(ASKED + 2);
    }

    @Test
    void revokesWhatTheAgentHoldsWithoutALease() {
        open();
        say(frame -> frame.setHeartbeat(Heartbeat.newBuilder()
                .addHeld(HeldLease.newBuilder().setAttemptId(ATTEMPT).setFence(4))));

        assertThat(last().getAttemptId()).isEqualTo(ATTEMPT);
        assertThat(last().getFence()).isEqualTo(4);
        assertThat(last().getRevoked().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_LEASE_LOST);
    }

    @Test
    void tellsAnAgentToStopWhatItDoesForACancelledRun() {
        open();
        desk.cancel(new UUID(1, 2), 4, "The run was cancelled: wrong branch");

        assertThat(last().getAttemptId()).isEqualTo(ATTEMPT);
        assertThat(last().getFence()).isEqualTo(4);
        assertThat(last().getRevoked().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_CANCELLED);
        assertThat(last().getRevoked().getMessage()).isEqualTo("The run was cancelled: wrong branch");
        say(frame -> frame.setAttemptId(ATTEMPT).setFence(4).setControlAck(ControlAck.getDefaultInstance()));
        assertThat(call.written).hasSize(2);
        assertThat(call.requested).isEqualTo(ASKED + 1);
    }

    @Test
    void passesOverAnAnswerThatNobodyAskedFor() {
        open();
        say(frame -> frame.setAttemptId(ATTEMPT).setFence(4).setControlAck(ControlAck.getDefaultInstance()));

        assertThat(call.written).hasSize(1);
        assertThat(call.requested).isEqualTo(ASKED + 1);
        assertThat(call.status).isNull();
    }

    @Test
    void tellsWhatAPersonAsksAndStoresOnceThatItWasHeard() {
        UUID pause = new UUID(7, 7);
        open();
        desk.ask(Control.Kind.PAUSE, pause);
        assertThat(last().getPause().getControlId()).isEqualTo(PublicId.CONTROL.of(pause));
        assertThat(last().getAttemptId()).isEmpty();

        say(frame -> frame.setControlAck(ack(new UUID(7, 8))));
        say(frame -> frame.setControlAck(ack(pause)));
        say(frame -> frame.setControlAck(ack(pause)));

        assertThat(desk.acknowledged).containsExactly(pause);
        assertThat(call.status).isNull();
        say(frame -> frame.setControlAck(ControlAck.newBuilder().setControlId("offer_1")));
        assertThat(last().getRefused().getField()).isEqualTo("control_ack.control_id");
    }

    @Test
    void tellsNothingToWhoDoesNotReadAndTheRestLater() {
        open();
        call.ready = false;
        desk.ask(Control.Kind.PAUSE, new UUID(7, 7));
        assertThat(call.written).hasSize(1);

        call.ready = true;
        desk.ask(Control.Kind.RESUME, new UUID(7, 8));

        assertThat(call.written).hasSize(3);
        assertThat(call.written.get(1).hasPause()).isTrue();
        assertThat(call.written.get(2).hasResume()).isTrue();
    }

    private static ControlAck.Builder ack(UUID control) {
        return ControlAck.newBuilder().setControlId(PublicId.CONTROL.of(control));
    }

    @Test
    void endsWellOnGoodbye() {
        open();
        say(frame -> frame.setGoodbye(Goodbye.getDefaultInstance()));

        assertThat(call.completed).isTrue();
        assertThat(desk.sessions()).isZero();
    }

    static Stream<Arguments> forgetsASessionWhoseStream() {
        return Stream.of(
                ends("is cancelled", test -> test.call.cancel()),
                ends("breaks", test -> test.conversation.onError(Status.CANCELLED.asException())),
                ends("is completed", test -> test.conversation.onCompleted()));
    }

    private static Arguments ends(String how, Consumer<ConversationTest> end) {
        return Arguments.of(how, end);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forgetsASessionWhoseStream(String how, Consumer<ConversationTest> end) {
        open();
        assertThat(desk.sessions()).isEqualTo(1);
        end.accept(this);

        assertThat(desk.sessions()).isZero();
        assertThat(desk.closed).isEqualTo(1);
        assertThat(call.status).isNull();
    }

    @Test
    void forgetsASessionThatReadsNothing() {
        open();
        call.ready = false;
        AgentFrame wrong = AgentFrame.newBuilder()
                .setAttemptId("x".repeat(60))
                .setCompleted(Completed.getDefaultInstance())
                .build();
        for (int i = 0; i < 20_000 && call.status == null; i++) {
            conversation.onNext(wrong);
        }

        assertThat(call.status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(call.status.getDescription()).startsWith("SLOW");
        assertThat(desk.sessions()).isZero();
    }
}
