package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.agent.FakeSession.step;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.StepType;
import org.opsflow.proto.agent.v1.Usage;

/** How what the work used reaches the server. The pause between reports is far longer than any of these tests. */
@Timeout(180)
class UsageReportTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private final CountDownLatch told = new CountDownLatch(1);
    private OpsflowAgent agent;

    @AfterEach
    void stopAgent() {
        told.countDown();
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        Agents.stop(agent);
    }

    /** Work that uses a model, waits until the test has seen that, uses it again and ends. */
    private FakeSession beginning(Function<Work, Outcome> end) {
        agent = Agents.of(server, state)
                .handler(work -> {
                    work.usage(ModelUsage.of("opus", 100, 10));
                    told.await();
                    work.usage(ModelUsage.of("opus", 30, 3));
                    work.usage(ModelUsage.of("haiku", 2, 1));
                    return end.apply(work);
                })
                .start();
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        return session;
    }

    @Test
    void tellsTheFirstUseAtOnceAndTheRestWithTheResult() {
        FakeSession session = beginning(work -> Outcome.completed("{}"));
        AgentFrame first = session.expect(BodyCase.USAGE);
        assertThat(first.getNumber()).isEqualTo(2);
        assertThat(first.getFence()).isEqualTo(7);
        session.receipt(first);
        told.countDown();

        AgentFrame completed = session.expect(BodyCase.COMPLETED);

        assertThat(completed.getNumber()).isEqualTo(3);
        assertThat(models(first.getUsage())).containsExactly("opus 100/10");
        assertThat(models(completed.getCompleted().getUsage())).containsExactly("opus 30/3", "haiku 2/1");
    }

    @Test
    void tellsTheRestWithAFailure() {
        FakeSession session = beginning(work -> Outcome.failed(FailureKind.TERMINAL, "no", "no"));
        session.receipt(session.expect(BodyCase.USAGE));
        told.countDown();

        AgentFrame failed = session.expect(BodyCase.FAILED);

        assertThat(models(failed.getFailed().getUsage())).containsExactly("opus 30/3", "haiku 2/1");
    }

    @Test
    void tellsTheRestBeforeTheStepIsGivenBack() {
        FakeSession session = beginning(work -> Outcome.released("not now"));
        session.receipt(session.expect(BodyCase.USAGE));
        told.countDown();

        assertThat(models(session.expect(BodyCase.USAGE).getUsage())).containsExactly("opus 30/3", "haiku 2/1");
        assertThat(session.expect(BodyCase.RELEASED).getNumber()).isEqualTo(4);
    }

    @Test
    void tellsItAgainUnderTheSameNumberAfterABrokenStream() {
        FakeSession session = beginning(work -> Outcome.completed("{}"));
        AgentFrame first = session.expect(BodyCase.USAGE);
        session.end(Status.UNAVAILABLE);

        FakeSession again = server.session();
        again.expectHello();
        again.welcome(FakeSession.welcomeOf("token").addKept(FakeSession.held("att_1", 7)));

        assertThat(again.expect(BodyCase.USAGE)).isEqualTo(first);
    }

    @Test
    void goesOnWithoutItWhenTheServerDoesNotKnowIt() {
        FakeSession session = beginning(work -> Outcome.completed("{}"));
        AgentFrame first = session.expect(BodyCase.USAGE);
        session.refuse(first, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME));
        // Again, as after two that were on their way: it must not be taken for an answer to what has the number now.
        session.refuse(first, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME));
        // What answers this has read the others.
        session.offer("off_2", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.DECLINE);
        told.countDown();

        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        session.refuse(first, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME));
        session.receipt(completed);

        assertThat(completed.getNumber()).isEqualTo(2);
        session.expect(BodyCase.CREDITS);
    }

    @Test
    void endsWithoutWhatItUsedWhenThatIsRefused() {
        FakeSession session = beginning(work -> Outcome.completed("{}"));
        session.receipt(session.expect(BodyCase.USAGE));
        told.countDown();
        AgentFrame refused = session.expect(BodyCase.COMPLETED);
        session.refuse(
                refused,
                Refused.newBuilder()
                        .setCode(RefusalCode.REFUSAL_CODE_INVALID)
                        .setField("completed.usage.models[0].calls"));

        AgentFrame completed = session.expect(BodyCase.COMPLETED);

        assertThat(completed.getNumber()).isEqualTo(refused.getNumber());
        assertThat(completed.getCompleted().hasUsage()).isFalse();
    }

    private static List<String> models(Usage usage) {
        return Stream.ofNullable(usage)
                .flatMap(used -> used.getModelsList().stream())
                .map(each -> each.getModel() + " " + each.getInputTokens() + "/" + each.getOutputTokens())
                .toList();
    }
}
