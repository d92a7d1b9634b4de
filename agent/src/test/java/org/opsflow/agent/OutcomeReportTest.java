package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.agent.FakeSession.step;
import static org.opsflow.agent.FakeSession.welcomeOf;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.StepType;

/** What becomes of the outcomes that handlers return. */
@Timeout(180)
class OutcomeReportTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private final AtomicReference<WorkHandler> handler = new AtomicReference<>();
    private OpsflowAgent agent;

    @AfterEach
    void stopAgent() {
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        Agents.stop(agent);
    }

    private FakeSession sessionOf(WorkHandler work) {
        handler.set(work);
        agent = Agents.of(server, state).handler(work).start();
        return server.session();
    }

    @Test
    void reportsAResultThatIsTooLargeAsFailure() {
        FakeSession session = sessionOf(work -> Outcome.completed("\"" + "x".repeat(100) + "\""));
        session.expectHello();
        session.welcome(welcomeOf("token").setMaxOutputBytes(100));
        session.expect(BodyCase.CREDITS);
        session.begin("att_1", 7, step("off_1"));
        AgentFrame failed = session.expect(BodyCase.FAILED);
        assertThat(failed.getNumber()).isEqualTo(2);
        assertThat(failed.getFailed().getKind()).isEqualTo(FailureKind.FAILURE_KIND_TERMINAL);
        assertThat(failed.getFailed().getReason()).isEqualTo("too_large");
        assertThat(failed.getFailed().getMessage()).contains("102 bytes").contains("takes 100");
    }

    @Test
    void reportsTooLargeUnderTheSameNumberWhenTheServerSaysSo() {
        FakeSession session = sessionOf(work -> Outcome.completed("{}")).open();
        session.begin("att_1", 7, step("off_1"));
        session.refuse(
                session.expect(BodyCase.COMPLETED),
                Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_TOO_LARGE).setMessage("at most 1 byte"));
        AgentFrame failed = session.expect(BodyCase.FAILED);
        assertThat(failed.getNumber()).isEqualTo(2);
        assertThat(failed.getFailed().getReason()).isEqualTo("too_large");
        session.receipt(failed);
        session.expect(BodyCase.CREDITS);
    }

    @Test
    void givesAStepBackWhoseFailureIsRefused() {
        FakeSession session = sessionOf(work -> Outcome.failed(org.opsflow.agent.FailureKind.TERMINAL, "no", "no"))
                .open();
        session.begin("att_1", 7, step("off_1"));
        session.refuse(session.expect(BodyCase.FAILED), Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_INVALID));
        AgentFrame released = session.expect(BodyCase.RELEASED);
        assertThat(released.getNumber()).isEqualTo(2);
        session.receipt(released);
        session.expect(BodyCase.CREDITS);
    }

    @Test
    void fitsEveryTextToTheContract() {
        FakeSession session = sessionOf(
                        work -> Outcome.failed(org.opsflow.agent.FailureKind.BUSINESS, "no", "ä".repeat(5000)))
                .open();
        session.begin("att_1", 7, step("off_1"));
        AgentFrame failed = session.expect(BodyCase.FAILED);
        assertThat(failed.getFailed().getMessageBytes().size()).isEqualTo(4096);
        assertThat(failed.getFailed().getKind()).isEqualTo(FailureKind.FAILURE_KIND_BUSINESS);
    }

    @Test
    void reportsWhatAHandlerThrowsAsRetryable() {
        FakeSession session = sessionOf(work -> {
                    throw new AssertionError("boom");
                })
                .open();
        session.begin("att_1", 7, step("off_1"));
        AgentFrame failed = session.expect(BodyCase.FAILED);
        assertThat(failed.getFailed().getReason()).isEqualTo("handler_error");
        assertThat(failed.getFailed().getMessage()).contains("boom");
        assertThat(failed.getFailed().getKind()).isEqualTo(FailureKind.FAILURE_KIND_RETRYABLE);
    }

    @Test
    void declinesWhatTheHandlerCannotDo() {
        FakeSession session = sessionOf(new WorkHandler() {
                    @Override
                    public Outcome run(Work work) {
                        return Outcome.completed("{}");
                    }

                    @Override
                    public boolean accepts(OfferedStep step) {
                        return step.type() == org.opsflow.agent.StepType.SCRIPT;
                    }
                })
                .open();
        session.offer("off_1", StepType.STEP_TYPE_AGENT);
        assertThat(session.expect(BodyCase.DECLINE).getDecline().getReason())
                .isEqualTo(DeclineReason.DECLINE_REASON_INCAPABLE);
    }

    @Test
    void showsTheLatestProgressAtMostFourTimesASecond() {
        CountDownLatch seen = new CountDownLatch(1);
        FakeSession session = sessionOf(work -> {
                    for (int i = 0; i <= 1000; i++) {
                        work.progress(i / 10, "line " + i);
                    }
                    seen.await();
                    return Outcome.completed("{}");
                })
                .open();
        long start = System.nanoTime();
        session.begin("att_1", 7, step("off_1"));
        await().until(() -> session.progress.stream()
                .anyMatch(frame -> frame.getProgress().getLine().equals("line 1000")));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        seen.countDown();
        session.expect(BodyCase.COMPLETED);
        assertThat(session.progress).hasSizeLessThanOrEqualTo(4 * ((int) seconds + 1));
        AgentFrame last = session.progress.get(session.progress.size() - 1);
        assertThat(last.getProgress().getLine()).isEqualTo("line 1000");
        assertThat(last.getProgress().getPercent()).isEqualTo(100);
    }
}
