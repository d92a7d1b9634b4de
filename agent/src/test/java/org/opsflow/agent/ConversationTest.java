package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.agent.FakeSession.held;
import static org.opsflow.agent.FakeSession.step;
import static org.opsflow.agent.FakeSession.welcomeOf;

import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.Drain;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.StepType;

/** Scripted conversations over a real port. */
@Timeout(180)
class ConversationTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private final Agents.Gate gate = new Agents.Gate();
    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
    private OpsflowAgent agent;

    @BeforeEach
    void startAgent() {
        agent = start(1);
    }

    @AfterEach
    void stopAgent() {
        gate.open();
        gate.letGo();
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        Agents.stop(agent);
    }

    private OpsflowAgent start(int slots) {
        return Agents.of(server, state)
                .handler(gate)
                .label("region", "eu")
                .maxConcurrent(slots)
                .onEvent(events::add)
                .start();
    }

    @Test
    void saysWhoItIsAndWhatItCanDo() {
        Hello hello = server.session().expectHello();
        assertThat(hello.getProtocolVersion()).isEqualTo(1);
        assertThat(hello.getInstance()).isEqualTo("one");
        assertThat(hello.getCapabilitiesList()).containsExactly("script");
        assertThat(hello.getLabelsMap()).containsExactly(Map.entry("region", "eu"));
        assertThat(hello.getMaxConcurrent()).isEqualTo(1);
        assertThat(hello.getResumeToken()).isEmpty();
        assertThat(hello.getHeldList()).isEmpty();
        assertThat(server.authorizations).containsExactly("Bearer " + Agents.KEY);
    }

    @Test
    void takesAnOfferDoesTheWorkReportsAndAsksForMore() {
        FakeSession session = server.session();
        session.expectHello();
        session.welcome(welcomeOf("token"));
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getAmount()).isEqualTo(1);
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.grant("att_1", 7, step("off_1"));

        AgentFrame started = session.expect(BodyCase.STARTED);
        assertThat(started.getAttemptId()).isEqualTo("att_1");
        assertThat(started.getFence()).isEqualTo(7);
        assertThat(started.getNumber()).isEqualTo(1);
        session.receipt(started);
        gate.open();
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        assertThat(completed.getNumber()).isEqualTo(2);
        assertThat(completed.getCompleted().getOutputJson()).isEqualTo("{\"done\":true}");
        session.receipt(completed);
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getAmount()).isEqualTo(1);
        assertThat(events)
                .extracting(AgentEvent::kind)
                .containsExactly(AgentEvent.Kind.CONNECTED, AgentEvent.Kind.WORKING, AgentEvent.Kind.DONE);
    }

    /** Told again on the next session: the server has not heard. */
    @Test
    void isPausedOnceHoweverOftenItIsToldAndAnswersEachTime() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        session.pause("ctl_1");
        assertThat(session.expect(BodyCase.CONTROL_ACK).getControlAck().getControlId())
                .isEqualTo("ctl_1");
        session.end(Status.UNAVAILABLE);
        FakeSession next = server.session();
        next.expectHello();
        next.welcome(welcomeOf("token").addKept(held("att_1", 7)));
        next.pause("ctl_1");
        assertThat(next.expect(BodyCase.CONTROL_ACK).getControlAck().getControlId())
                .isEqualTo("ctl_1");
        next.resume("ctl_2");
        assertThat(next.expect(BodyCase.CONTROL_ACK).getControlAck().getControlId())
                .isEqualTo("ctl_2");

        // What it holds went on.
        gate.open();
        next.receipt(next.expect(BodyCase.COMPLETED));
        next.expect(BodyCase.CREDITS);
        assertThat(events)
                .extracting(AgentEvent::kind)
                .containsOnlyOnce(AgentEvent.Kind.PAUSED, AgentEvent.Kind.RESUMED);
    }

    @Test
    void asksWithStandingCreditsOnceAndTakesWhatComes() {
        FakeSession session = standing();
        session.grant("att_1", 7, step(""));
        session.receipt(session.expect(BodyCase.STARTED));
        session.grant("att_2", 1, step(""));
        AgentFrame declined = session.expect(BodyCase.DECLINE);
        assertThat(declined.getAttemptId()).isEqualTo("att_2");
        assertThat(declined.getFence()).isEqualTo(1);
        assertThat(declined.getDecline().getReason()).isEqualTo(DeclineReason.DECLINE_REASON_BUSY);

        gate.open();
        session.receipt(session.expect(BodyCase.COMPLETED));
        session.grant("att_3", 1, step(""));
        session.expect(BodyCase.STARTED);
    }

    @Test
    void takesItsStandingCreditsBackBeforeItLeaves() {
        FakeSession session = standing();
        session.grant("att_1", 7, step(""));
        session.receipt(session.expect(BodyCase.STARTED));
        agent.stop(Duration.ofMinutes(1));
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getStanding()).isZero();
        session.grant("att_2", 1, step(""));
        assertThat(session.expect(BodyCase.DECLINE).getDecline().getReason())
                .isEqualTo(DeclineReason.DECLINE_REASON_SHUTTING_DOWN);
    }

    /** A session of an agent with one standing credit, in place of the first agent. */
    private FakeSession standing() {
        server.session().end(Status.ABORTED);
        agent.ended().join();
        agent = Agents.of(server, state)
                .handler(gate)
                .standingCredits()
                .onEvent(events::add)
                .start();
        FakeSession session = server.session();
        session.expectHello();
        session.welcome(welcomeOf("token"));
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getStanding()).isEqualTo(1);
        return session;
    }

    /** Acknowledged when the work has heard, and not before; told to it once however often the server tells it. */
    @Test
    void tellsTheWorkWhatPeopleSayOnceAndInTheirOrder() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        session.steer("att_1", 6, "ctl_0", "to somebody else");
        session.steer("att_1", 7, "ctl_1", "one");
        session.steer("att_1", 7, "ctl_2", "two");
        session.steer("att_1", 7, "ctl_1", "one");
        assertThat(session.unexpected()).isEmpty();

        gate.listen();
        assertThat(acknowledged(session)).isEqualTo("ctl_1");
        assertThat(acknowledged(session)).isEqualTo("ctl_2");
        session.end(Status.UNAVAILABLE);
        FakeSession next = server.session();
        next.expectHello();
        next.welcome(welcomeOf("token").addKept(held("att_1", 7)));
        next.steer("att_1", 7, "ctl_2", "two");
        assertThat(acknowledged(next)).isEqualTo("ctl_2");
        next.steer("att_1", 7, "ctl_3", "three");
        assertThat(acknowledged(next)).isEqualTo("ctl_3");

        assertThat(gate.heard).extracting(Steer::text).containsExactly("one", "two", "three");
        assertThat(gate.heard).extracting(Steer::from).containsOnly("Grace");
    }

    /** When it connects and when they change it; not again what it was told last. */
    @Test
    void tellsWhatPeopleSetAndSaysWhenItWasTakenIn() {
        server.session().end(Status.ABORTED);
        agent.ended().join();
        List<String> settings = new CopyOnWriteArrayList<>();
        agent = Agents.of(server, state).handler(gate).onSettings(settings::add).start();
        FakeSession session = server.session();
        session.expectHello();
        session.welcome(welcomeOf("token").setSettingsJson("{\"a\":1}"));
        session.expect(BodyCase.CREDITS);

        session.configure("ctl_1", "{\"a\":2}");
        assertThat(acknowledged(session)).isEqualTo("ctl_1");
        session.configure("ctl_1", "{\"a\":2}");
        assertThat(acknowledged(session)).isEqualTo("ctl_1");

        assertThat(settings).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    /** Acknowledged when the work has halted and when it goes on; the attempt is held all the time. */
    @Test
    void haltsTheWorkOnAPausedStepUntilItIsResumed() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        session.pauseStep("att_1", 6, "ctl_0");
        session.pauseStep("att_1", 7, "ctl_1");
        session.pauseStep("att_1", 7, "ctl_1");
        // Answered at once, so what came before has been heard.
        session.resume("ctl_agent");
        assertThat(acknowledged(session)).isEqualTo("ctl_agent");

        gate.open();
        assertThat(acknowledged(session)).isEqualTo("ctl_1");
        session.pauseStep("att_1", 7, "ctl_1");
        assertThat(acknowledged(session)).isEqualTo("ctl_1");
        session.resumeStep("att_1", 7, "ctl_2");
        assertThat(acknowledged(session)).isEqualTo("ctl_2");

        session.receipt(session.expect(BodyCase.COMPLETED));
        assertThat(events)
                .extracting(AgentEvent::kind)
                .containsSubsequence(AgentEvent.Kind.STEP_PAUSED, AgentEvent.Kind.STEP_RESUMED)
                .doesNotContain(AgentEvent.Kind.PAUSED);
    }

    private static String acknowledged(FakeSession session) {
        return session.expect(BodyCase.CONTROL_ACK).getControlAck().getControlId();
    }

    @Test
    void declinesWhatItHasNoRoomFor() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        session.offer("off_2", StepType.STEP_TYPE_SCRIPT);
        assertThat(session.expect(BodyCase.DECLINE).getDecline().getReason())
                .isEqualTo(DeclineReason.DECLINE_REASON_BUSY);
    }

    @Test
    void waitsForAnotherOfferWhenOneIsGone() {
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.refuse(
                AgentFrame.getDefaultInstance(),
                Refused.newBuilder().setOfferId("off_1").setCode(RefusalCode.REFUSAL_CODE_OFFER_GONE));
        session.begin("att_1", 7, step("off_2"));
    }

    @Test
    void sendsUnansweredReportsAgainWithTheSameNumbersAfterABrokenStream() {
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.grant("att_1", 7, step("off_1"));
        AgentFrame started = session.expect(BodyCase.STARTED);
        gate.open();
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        session.end(Status.UNAVAILABLE);

        FakeSession second = server.session();
        Hello hello = second.expectHello();
        assertThat(hello.getResumeToken()).isEqualTo("token");
        assertThat(hello.getHeldList()).containsExactly(held("att_1", 7));
        second.welcome(welcomeOf("token-2").addKept(held("att_1", 7)));
        assertThat(second.expect(BodyCase.STARTED)).isEqualTo(started);
        assertThat(second.expect(BodyCase.COMPLETED)).isEqualTo(completed);
        second.receipt(started);
        second.receipt(completed);
        second.expect(BodyCase.CREDITS);
        assertThat(gate.begun).hasValue(1);
    }

    @Test
    void goesOnWorkingWhileTheServerIsAwayAndComesBackByItself() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        server.vanish();
        await().until(() -> events.stream()
                        .filter(e -> e.kind() == AgentEvent.Kind.RECONNECTING)
                        .count()
                >= 2);
        server.comeBack();

        FakeSession second = server.session();
        assertThat(second.expectHello().getHeldList()).containsExactly(held("att_1", 7));
        second.welcome(welcomeOf("token-2").addKept(held("att_1", 7)));
        gate.open();
        second.receipt(second.expect(BodyCase.COMPLETED));
        second.expect(BodyCase.CREDITS);
        assertThat(gate.stopped).hasValue(0);
    }

    @Test
    void startsAnAttemptThatIsGrantedAnewOnResumeOnlyOnce() {
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.end(Status.UNAVAILABLE);
        FakeSession second = server.session();
        assertThat(second.expectHello().getHeldList()).isEmpty();
        second.welcome(welcomeOf("token-2"));
        second.expect(BodyCase.CREDITS);
        second.grant("att_1", 7, step(""));
        second.grant("att_1", 7, step(""));
        second.refuse(
                AgentFrame.getDefaultInstance(),
                Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_INVALID).setField("credits.amount"));
        second.receipt(second.expect(BodyCase.STARTED));
        gate.open();
        second.receipt(second.expect(BodyCase.COMPLETED));
        second.expect(BodyCase.CREDITS);
        assertThat(gate.begun).hasValue(1);
    }

    @Test
    void asksForTheRightNumberOfCreditsWhenAGrantWasStillOnItsWay() {
        server.session().end(Status.ABORTED);
        agent.ended().join();
        agent = start(3);
        FakeSession session = server.session();
        session.expectHello();
        session.welcome(welcomeOf("token"));
        session.grant("att_1", 7, step(""));
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getAmount()).isEqualTo(3);
        session.receipt(session.expect(BodyCase.STARTED));
        session.refuse(
                AgentFrame.getDefaultInstance(),
                Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_INVALID).setField("credits.amount"));
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getAmount()).isEqualTo(2);
    }

    @Test
    void aNewProcessDeliversWhatTheOldOneFinished() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        gate.open();
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        session.end(Status.ABORTED);
        agent.ended().join();

        agent = start(1);
        FakeSession second = server.session();
        assertThat(second.expectHello().getHeldList()).containsExactly(held("att_1", 7));
        second.welcome(welcomeOf("token-2").addKept(held("att_1", 7)));
        assertThat(second.expect(BodyCase.COMPLETED)).isEqualTo(completed);
        await().until(() -> second.heartbeats.stream()
                .anyMatch(beat -> beat.getHeartbeat().getHeldList().contains(held("att_1", 7))));
        second.receipt(completed);
        second.expect(BodyCase.CREDITS);
        assertThat(gate.begun).hasValue(1);
    }

    @Test
    void aNewProcessDoesNotNameWorkThatDiedWithTheOldOne() {
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.grant("att_1", 7, step("off_1"));
        session.expect(BodyCase.STARTED);
        session.end(Status.ABORTED);
        agent.ended().join();

        agent = start(1);
        assertThat(server.session().expectHello().getHeldList()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAUTHENTICATED", "PERMISSION_DENIED", "FAILED_PRECONDITION", "ABORTED"})
    void endsWithOneSentenceWhenComingBackIsOfNoUse(Status.Code code) {
        server.session().end(code.toStatus().withDescription("because"));
        End end = agent.ended().join();
        assertThat(end.orderly()).isFalse();
        assertThat(end.message()).contains("(because).").doesNotContain("\n", "Exception");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL", "UNKNOWN", "CANCELLED"})
    void comesBackAfterAnyOtherEnd(Status.Code code) {
        server.session().end(code.toStatus());
        server.session().expectHello();
    }

    @Test
    void comesBackToAServerThatDrainsWhenItIsWantedAndNotBefore() {
        FakeSession session = server.session().open();

        session.send(ServerFrame.newBuilder().setDrain(Drain.newBuilder().setReconnectAfterMs(3_600_000)));
        session.end(Status.UNAVAILABLE);

        await().until(() -> events.stream().anyMatch(event -> event.kind() == AgentEvent.Kind.RECONNECTING));
        long pause = events.stream()
                .filter(event -> event.kind() == AgentEvent.Kind.RECONNECTING)
                .mapToLong(event -> Long.parseLong(event.subject()))
                .findFirst()
                .orElseThrow();
        // The first pause after any other end is below 200 ms, and nobody is sent away for an hour.
        assertThat(pause).isBetween(201L, 60_000L);
    }

    @Test
    void goesByItselfWhenItIsDrainedAndKeepsItsWork() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));

        session.send(ServerFrame.newBuilder().setDrain(Drain.newBuilder().setReconnectAfterMs(50)));

        Hello hello = server.session().expectHello();
        assertThat(hello.getResumeToken()).isEqualTo("token");
        assertThat(hello.getHeldList()).containsExactly(held("att_1", 7));
    }

    @Test
    void stopsWorkAndVoidsItsReportsWhenAReportIsRefusedWithLeaseLost() {
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.grant("att_1", 7, step("off_1"));
        AgentFrame started = session.expect(BodyCase.STARTED);
        awaitWork();
        session.refuse(started, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_LEASE_LOST));
        session.expect(BodyCase.CREDITS);
        awaitStop();
        session.end(Status.UNAVAILABLE);
        assertThat(server.session().expectHello().getHeldList()).isEmpty();
    }

    @Test
    void stopsWorkThatIsRevoked() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        awaitWork();
        session.revoke("att_1", 6);
        session.revoke("att_1", 7);
        session.expect(BodyCase.CREDITS);
        awaitStop();
        assertThat(session.unexpected()).isEmpty();
    }

    @Test
    void endsTheWorkOfACancelledRunAndSaysSoWhenItHas() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        awaitWork();
        gate.holdOn();
        session.cancel("att_1", 7);
        session.cancel("att_1", 7);
        awaitStop();
        assertThat(session.unexpected())
                .describedAs("it has not ended yet")
                .noneMatch(frame -> frame.getBodyCase() == BodyCase.CONTROL_ACK);
        gate.letGo();

        AgentFrame ack = session.expect(BodyCase.CONTROL_ACK);
        assertThat(ack.getAttemptId()).isEqualTo("att_1");
        assertThat(ack.getFence()).isEqualTo(7);
        assertThat(session.expect(BodyCase.CREDITS).getCredits().getAmount()).isEqualTo(1);
        assertThat(session.unexpected()).isEmpty();
        assertThat(events)
                .contains(new AgentEvent(AgentEvent.Kind.CANCELLED, "Build", "The run was cancelled: wrong branch"));
    }

    @Test
    void saysAtOnceThatNothingRunsOfWhatItDoesNotHold() {
        FakeSession session = server.session().open();
        session.cancel("att_9", 3);

        AgentFrame ack = session.expect(BodyCase.CONTROL_ACK);
        assertThat(ack.getAttemptId()).isEqualTo("att_9");
        assertThat(ack.getFence()).isEqualTo(3);
    }

    @Test
    void namesAtHelloTheCancelledWorkThatHasNotEndedYet() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        awaitWork();
        gate.holdOn();
        session.cancel("att_1", 7);
        awaitStop();
        session.end(Status.UNAVAILABLE);

        FakeSession second = server.session();
        assertThat(second.expectHello().getHeldList()).containsExactly(held("att_1", 7));
        second.welcome(welcomeOf("token-2"));
        second.cancel("att_1", 7);
        await().until(() -> !second.heartbeats.isEmpty());
        gate.letGo();
        second.expect(BodyCase.CONTROL_ACK);
        second.expect(BodyCase.CREDITS);
        awaitStop();
    }

    @Test
    void sendsNoReportOfACancelledRun() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        gate.open();
        session.expect(BodyCase.COMPLETED);
        session.cancel("att_1", 7);
        session.expect(BodyCase.CONTROL_ACK);
        session.end(Status.UNAVAILABLE);

        FakeSession second = server.session();
        assertThat(second.expectHello().getHeldList()).isEmpty();
        second.welcome(welcomeOf("token-2"));
        second.expect(BodyCase.CREDITS);
        assertThat(second.unexpected()).isEmpty();
    }

    @Test
    void stopsWorkThatWelcomeCallsLost() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        awaitWork();
        session.end(Status.UNAVAILABLE);
        FakeSession second = server.session();
        second.expectHello();
        second.welcome(welcomeOf("token-2").addLostAttemptIds("att_1"));
        second.expect(BodyCase.CREDITS);
        awaitStop();
    }

    @Test
    void asksForTheLostReceiptOfAnAttemptThatHadEnded() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        gate.open();
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        session.end(Status.UNAVAILABLE);
        FakeSession second = server.session();
        second.expectHello();
        second.welcome(welcomeOf("token-2").addLostAttemptIds("att_1"));
        assertThat(second.expect(BodyCase.COMPLETED)).isEqualTo(completed);
        second.receipt(completed);
        second.expect(BodyCase.CREDITS);
        assertThat(events).extracting(AgentEvent::kind).contains(AgentEvent.Kind.DONE);
    }

    @Test
    void sendsAgainAfterTheTimeThatAnOverloadedServerAsksFor() {
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.grant("att_1", 7, step("off_1"));
        gate.open();
        AgentFrame started = session.expect(BodyCase.STARTED);
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        long before = System.nanoTime();
        session.refuse(
                started,
                Refused.newBuilder()
                        .setCode(RefusalCode.REFUSAL_CODE_OVERLOADED)
                        .setRetryAfterMs(300));
        session.refuse(completed, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_OUT_OF_ORDER));
        assertThat(session.expect(BodyCase.STARTED)).isEqualTo(started);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        assertThat(session.expect(BodyCase.COMPLETED)).isEqualTo(completed);
    }

    @Test
    void heartbeatsGoOnWhileWorkBlocksAndNameWhatIsHeld() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        await().until(() -> session.heartbeats.stream()
                        .filter(beat -> beat.getHeartbeat().getHeldList().equals(List.of(held("att_1", 7))))
                        .filter(beat -> beat.getHeartbeat().getFreeSlots() == 0)
                        .count()
                >= 5);
        gate.open();
        session.receipt(session.expect(BodyCase.COMPLETED));
        session.expect(BodyCase.CREDITS);
        session.heartbeats.clear();
        await().until(() -> session.heartbeats.stream()
                .map(AgentFrame::getHeartbeat)
                .anyMatch(beat -> beat.getHeldList().isEmpty() && beat.getFreeSlots() == 1 && beat.hasFreeDiskBytes()));
    }

    @Test
    void givesRunningWorkBackWhenItMustStop() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        awaitWork();
        var ended = agent.stop(Duration.ofMillis(50));
        AgentFrame released = session.expect(BodyCase.RELEASED);
        assertThat(released.getNumber()).isEqualTo(2);
        session.receipt(released);
        session.expect(BodyCase.GOODBYE);
        assertThat(ended.join()).isEqualTo(new End(true, "Stopped."));
        awaitStop();
    }

    @Test
    void letsWorkFinishWithinTheGraceAndTakesNothingNew() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        var ended = agent.stop(Duration.ofSeconds(20));
        session.offer("off_2", StepType.STEP_TYPE_SCRIPT);
        assertThat(session.expect(BodyCase.DECLINE).getDecline().getReason())
                .isEqualTo(DeclineReason.DECLINE_REASON_SHUTTING_DOWN);
        gate.open();
        session.receipt(session.expect(BodyCase.COMPLETED));
        session.expect(BodyCase.GOODBYE);
        assertThat(ended.join().orderly()).isTrue();
    }

    @Test
    void stopsAtOnceWhenThereIsNobodyToTell() {
        server.vanish();
        assertThat(agent.stop(Duration.ofSeconds(30)))
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo(new End(true, "Stopped."));
    }

    @Test
    void reportsATimeoutOfItsOwn() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1").setTimeoutMs(2_000));
        AgentFrame failed = session.expect(BodyCase.FAILED);
        assertThat(failed.getFailed().getReason()).isEqualTo("timeout");
        assertThat(failed.getFailed().getKind()).isEqualTo(FailureKind.FAILURE_KIND_RETRYABLE);
        awaitStop();
    }

    /** Work that is stopped before it begins is never seen by its handler. */
    private void awaitWork() {
        await().until(() -> gate.begun.get() == 1);
    }

    private void awaitStop() {
        await().until(() -> gate.stopped.get() == 1);
    }
}
