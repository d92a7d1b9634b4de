package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.agent.FakeSession.step;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;

/** How checkpoints of the work reach the server, and how the next attempt finds them. */
@Timeout(180)
class CheckpointReportTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private final CountDownLatch go = new CountDownLatch(1);
    private OpsflowAgent agent;

    @AfterEach
    void stopAgent() {
        go.countDown();
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        Agents.stop(agent);
    }

    /** Work that says one checkpoint, waits for the test, says two more and ends. */
    private FakeSession beginning(Outcome end) {
        agent = Agents.of(server, state)
                .handler(work -> {
                    work.checkpoint(bytes("one"));
                    go.await();
                    work.checkpoint(bytes("two"));
                    work.checkpoint(bytes("three"));
                    return end;
                })
                .start();
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        return session;
    }

    @Test
    void reportsTheNewestOnceTheOneBeforeIsAnswered() {
        FakeSession session = beginning(Outcome.released("not now"));
        AgentFrame one = session.expect(BodyCase.CHECKPOINT);
        go.countDown();

        AgentFrame last = session.expect(BodyCase.CHECKPOINT);

        assertThat(one.getNumber()).isEqualTo(2);
        assertThat(text(one)).isEqualTo("one");
        assertThat(last.getNumber()).isEqualTo(3);
        assertThat(text(last))
                .describedAs("the one between is of no use any more")
                .isEqualTo("three");
        assertThat(session.expect(BodyCase.RELEASED).getNumber()).isEqualTo(4);
    }

    @Test
    void needsNoneOnceTheWorkIsDone() {
        FakeSession session = beginning(Outcome.completed("{}"));
        session.expect(BodyCase.CHECKPOINT);
        go.countDown();

        assertThat(session.expect(BodyCase.COMPLETED).getNumber()).isEqualTo(3);
    }

    @Test
    void goesOnWithoutWhenTheServerDoesNotTakeIt() {
        FakeSession session = beginning(Outcome.completed("{}"));
        session.refuse(
                session.expect(BodyCase.CHECKPOINT),
                Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME));
        session.offer("off_2", org.opsflow.proto.agent.v1.StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.DECLINE);
        go.countDown();

        assertThat(session.expect(BodyCase.COMPLETED).getNumber()).isEqualTo(2);
    }

    @Test
    void showsTheNextAttemptHowFarTheLastOneCame() throws Exception {
        CompletableFuture<Optional<Checkpoint>> found = new CompletableFuture<>();
        agent = Agents.of(server, state)
                .handler(work -> {
                    found.complete(work.assignment().lastCheckpoint());
                    return Outcome.completed("{}");
                })
                .start();
        FakeSession session = server.session().open();
        session.begin(
                "att_1",
                7,
                step("off_1")
                        .setCheckpoint(org.opsflow.proto.agent.v1.Checkpoint.newBuilder()
                                .setState(ByteString.copyFromUtf8("here"))));

        Checkpoint last = found.get(60, TimeUnit.SECONDS).orElseThrow();

        assertThat(((Checkpoint.State) last).bytes()).isEqualTo(bytes("here"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(AgentFrame frame) {
        return frame.getCheckpoint().getState().toStringUtf8();
    }
}
