package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opsflow.agent.FakeSession.step;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.AskKind;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;

/** How work asks people, and how it hears the answer. */
@Timeout(180)
class AskTest {
    private static final Ask BRANCH =
            Ask.question("Which branch?").withChoices("main", "release").withContext("Both have the fix.");

    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private OpsflowAgent agent;

    @AfterEach
    void stopAgent() {
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        if (agent != null) {
            Agents.stop(agent);
        }
    }

    private FakeSession working(WorkHandler handler) {
        agent = Agents.of(server, state).handler(handler).start();
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        return session;
    }

    private static org.opsflow.proto.agent.v1.Answer.Builder saying(String text) {
        return org.opsflow.proto.agent.v1.Answer.newBuilder().setText(text).setBy("Ann");
    }

    private static Outcome output(String text) {
        return Outcome.completed("\"" + text + "\"");
    }

    @Test
    void asksAndGoesOnWithTheAnswer() {
        FakeSession session = working(work -> {
            Answer answer = work.ask(BRANCH).join();
            return output(answer.choice().orElse("?") + " " + answer.text() + " " + answer.by());
        });
        AgentFrame asked = session.expect(BodyCase.ASK);
        assertThat(asked.getNumber()).isEqualTo(2);
        assertThat(asked.getFence()).isEqualTo(7);
        assertThat(asked.getAsk().getKind()).isEqualTo(AskKind.ASK_KIND_QUESTION);
        assertThat(asked.getAsk().getQuestion()).isEqualTo("Which branch?");
        assertThat(asked.getAsk().getChoicesList()).containsExactly("main", "release");
        assertThat(asked.getAsk().getContext()).isEqualTo("Both have the fix.");
        session.receipt(asked);

        session.answer(asked, saying("soon").setChoice("release"));

        AgentFrame ack = session.expect(BodyCase.CONTROL_ACK);
        assertThat(ack.getControlAck().getControlId()).isEqualTo("gate_2");
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        assertThat(completed.getNumber()).isEqualTo(3);
        assertThat(completed.getCompleted().getOutputJson()).isEqualTo("\"release soon Ann\"");
    }

    @Test
    void asksAgainUnderTheSameNumberAndTakesAnAnswerWhoseReceiptWasLost() {
        FakeSession session = working(work ->
                output(String.valueOf(work.ask(Ask.approval("Go?")).join().approved())));
        AgentFrame asked = session.expect(BodyCase.ASK);
        session.end(Status.UNAVAILABLE);
        FakeSession again = server.session();
        again.expectHello();
        again.welcome(FakeSession.welcomeOf("token").addKept(FakeSession.held("att_1", 7)));
        assertThat(again.expect(BodyCase.ASK)).isEqualTo(asked);

        again.answer(asked, saying("").setApproved(true));
        again.expect(BodyCase.CONTROL_ACK);
        AgentFrame completed = again.expect(BodyCase.COMPLETED);
        assertThat(completed.getCompleted().getOutputJson()).isEqualTo("\"true\"");
        // And once more, as when the acknowledgement was lost.
        again.answer(asked, saying("").setApproved(true));
        again.expect(BodyCase.CONTROL_ACK);
    }

    @Test
    void givesEachAnswerToItsQuestionWhenAnEarlierOneWasRefused() {
        CompletableFuture<String> refusal = new CompletableFuture<>();
        FakeSession session = working(work -> {
            CompletableFuture<Answer> first = work.ask(Ask.question("one"));
            CompletableFuture<Answer> second = work.ask(Ask.question("two"));
            CompletableFuture<Answer> third = work.ask(Ask.question("three"));
            first.whenComplete((none, why) -> refusal.complete(((AskRefusedException) why).field()));
            return output(second.join().text() + " " + third.join().text());
        });
        AgentFrame one = session.expect(BodyCase.ASK);
        session.expect(BodyCase.ASK);
        session.expect(BodyCase.ASK);
        session.refuse(
                one,
                Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_INVALID).setField("ask"));
        AgentFrame two = session.expect(BodyCase.ASK);
        AgentFrame three = session.expect(BodyCase.ASK);
        assertThat(List.of(two.getNumber(), three.getNumber())).containsExactly(2L, 3L);
        assertThat(two.getAsk().getQuestion()).isEqualTo("two");
        session.receipt(two);
        session.receipt(three);

        session.answer(three, saying("third"));
        session.expect(BodyCase.CONTROL_ACK);
        session.answer(two, saying("second"));
        session.expect(BodyCase.CONTROL_ACK);

        assertThat(session.expect(BodyCase.COMPLETED).getCompleted().getOutputJson())
                .isEqualTo("\"second third\"");
        assertThat(refusal.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("ask");
    }

    @Test
    void isCancelledWithTheWorkAndPassesOverAnswersThatComeLater() {
        CompletableFuture<Throwable> why = new CompletableFuture<>();
        FakeSession session = working(work -> {
            try {
                return output(work.ask(BRANCH).join().text());
            } catch (CancellationException stopped) {
                why.complete(stopped);
                throw stopped;
            }
        });
        AgentFrame asked = session.expect(BodyCase.ASK);
        session.receipt(asked);

        session.cancel("att_1", 7);

        assertThat(why.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(CancellationException.class);
        AgentFrame stopped = session.expect(BodyCase.CONTROL_ACK);
        assertThat(stopped.getAttemptId()).isEqualTo("att_1");
        session.expect(BodyCase.CREDITS);
        session.answer(asked, saying("late"));
        assertThat(session.expect(BodyCase.CONTROL_ACK).getControlAck().getControlId())
                .isEqualTo("gate_2");
    }

    @Test
    void leavesWorkThatDoesNotWaitAlone() {
        CompletableFuture<Answer> forgotten = new CompletableFuture<>();
        FakeSession session = working(work -> {
            CompletableFuture<Answer> answer = work.ask(BRANCH);
            answer.whenComplete((none, why) -> forgotten.completeExceptionally(why));
            work.ask(Ask.question("and?")).join();
            return output("done");
        });
        session.receipt(session.expect(BodyCase.ASK));
        AgentFrame second = session.expect(BodyCase.ASK);
        session.receipt(second);
        session.answer(second, saying("x"));
        session.expect(BodyCase.CONTROL_ACK);

        session.expect(BodyCase.COMPLETED);
        assertThatThrownBy(() -> forgotten.orTimeout(60, TimeUnit.SECONDS).join())
                .isInstanceOfAny(CancellationException.class, CompletionException.class)
                .satisfies(why -> assertThat(
                                why instanceof CancellationException || why.getCause() instanceof CancellationException)
                        .isTrue());
    }

    @Test
    void asksNothingThatTheServerWouldNotTake() {
        assertThatThrownBy(() -> Ask.question(" ")).hasMessageContaining("4 KiB");
        assertThatThrownBy(() -> Ask.question("é".repeat(2_049))).hasMessageContaining("4 KiB");
        assertThatThrownBy(() -> Ask.question("?").withContext("é".repeat(8_193)))
                .hasMessageContaining("16 KiB");
        assertThatThrownBy(() -> Ask.approval("?").withChoices("yes")).hasMessageContaining("yes or no");
        assertThatThrownBy(() -> Ask.question("?").withChoices("a", "a")).hasMessageContaining("each once");
        assertThatThrownBy(() -> Ask.question("?").withChoices("a\nb")).hasMessageContaining("one line");
        assertThatThrownBy(() -> Ask.question("?").withChoices("0 1 2 3 4 5 6 7 8 9 10".split(" ")))
                .hasMessageContaining("10");
        assertThat(Ask.question("é".repeat(2_048)).withChoices("x".repeat(200)).choices())
                .hasSize(1);
    }
}
