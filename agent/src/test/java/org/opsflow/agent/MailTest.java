package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.opsflow.agent.FakeSession.step;

import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.Receipt;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.ServerFrame;

/** Messages between agents, over a real port. */
@Timeout(180)
class MailTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private volatile MessageHandler handler = received::add;
    private OpsflowAgent agent;

    private void run() {
        run(work -> Outcome.completed("{}"));
    }

    private void run(WorkHandler work) {
        agent = Agents.of(server, state)
                .handler(work)
                .onMessage(message -> handler.received(message))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        if (agent != null) {
            Agents.stop(agent);
        }
    }

    private static void receipt(FakeSession session, AgentFrame message) {
        session.send(ServerFrame.newBuilder()
                .setReceipt(
                        Receipt.newBuilder().setClientId(message.getMessage().getClientId())));
    }

    private static Refused.Builder refusal(AgentFrame message, RefusalCode code) {
        return Refused.newBuilder()
                .setClientId(message.getMessage().getClientId())
                .setCode(code)
                .setMessage("There is no agent 'ada' here.")
                .setField("message.agent");
    }

    private static void bring(FakeSession session, String id, String text) {
        session.send(ServerFrame.newBuilder()
                .setMessage(org.opsflow.proto.agent.v1.Message.newBuilder()
                        .setMessageId(id)
                        .setFromAgent("kenji")
                        .setAgent("ada")
                        .setText(text)
                        .setSentAtMs(1_000)
                        .setKind(org.opsflow.proto.agent.v1.MessageKind.MESSAGE_KIND_QUESTION)));
    }

    @Test
    void sendsAMessageAndTellsWhenItIsStored() throws Exception {
        run();
        FakeSession session = server.session().open();

        CompletableFuture<Void> sent = agent.send(Message.toAgent("ada", "Go on.")
                .kind(MessageKind.HANDOFF)
                .with("branch", "main")
                .inReplyTo("msg_1"));

        AgentFrame frame = session.expect(BodyCase.MESSAGE);
        assertThat(frame.getAttemptId()).isEmpty();
        assertThat(frame.getMessage().getAgent()).isEqualTo("ada");
        assertThat(frame.getMessage().getText()).isEqualTo("Go on.");
        assertThat(frame.getMessage().getKind()).isEqualTo(org.opsflow.proto.agent.v1.MessageKind.MESSAGE_KIND_HANDOFF);
        assertThat(frame.getMessage().getMetadataMap()).containsEntry("branch", "main");
        assertThat(frame.getMessage().getInReplyTo()).isEqualTo("msg_1");
        assertThat(sent).isNotDone();
        receipt(session, frame);
        sent.get(60, TimeUnit.SECONDS);
    }

    @Test
    void sendsWhatHasNoReceiptAgainWithTheSameClientId() throws Exception {
        run();
        FakeSession session = server.session().open();
        CompletableFuture<Void> sent = agent.send(Message.toEveryone("hello"));
        AgentFrame first = session.expect(BodyCase.MESSAGE);
        session.end(Status.UNAVAILABLE);

        FakeSession next = server.session().open();
        AgentFrame second = next.expect(BodyCase.MESSAGE);

        assertThat(second).isEqualTo(first);
        receipt(next, second);
        sent.get(60, TimeUnit.SECONDS);
    }

    @Test
    void sendsWhatAnEarlierProcessCouldNotAndNothingTwice() throws Exception {
        run();
        FakeSession session = server.session().open();
        CompletableFuture<Void> stored = agent.send(Message.toAgent("ada", "stored"));
        receipt(session, session.expect(BodyCase.MESSAGE));
        stored.get(60, TimeUnit.SECONDS);
        agent.send(Message.toAgent("ada", "not stored"));
        AgentFrame lost = session.expect(BodyCase.MESSAGE);
        server.vanish();
        Agents.stop(agent);

        server.comeBack();
        run();
        FakeSession next = server.session().open();

        assertThat(next.expect(BodyCase.MESSAGE)).isEqualTo(lost);
        receipt(next, lost);
        agent.send(Message.toAgent("ada", "the last"));
        assertThat(next.expect(BodyCase.MESSAGE).getMessage().getText()).isEqualTo("the last");
    }

    @Test
    void saysWhatTheServerRefuses() {
        run();
        FakeSession session = server.session().open();
        CompletableFuture<Void> sent = agent.send(Message.toAgent("ada", "hello"));
        AgentFrame frame = session.expect(BodyCase.MESSAGE);

        session.refuse(AgentFrame.getDefaultInstance(), refusal(frame, RefusalCode.REFUSAL_CODE_INVALID));

        assertThatThrownBy(() -> sent.get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(MessageRefusedException.class, refused -> assertThat(refused.field())
                        .isEqualTo("message.agent"));
        session.end(Status.UNAVAILABLE);
        FakeSession next = server.session().open();
        agent.send(Message.toAgent("ada", "another"));
        assertThat(next.expect(BodyCase.MESSAGE).getMessage().getText()).isEqualTo("another");
    }

    @Test
    void sendsAgainLaterWhatComesTooFast() throws Exception {
        run();
        FakeSession session = server.session().open();
        CompletableFuture<Void> sent = agent.send(Message.toAgent("ada", "hello"));
        AgentFrame frame = session.expect(BodyCase.MESSAGE);

        session.refuse(
                AgentFrame.getDefaultInstance(),
                refusal(frame, RefusalCode.REFUSAL_CODE_OVERLOADED).setRetryAfterMs(10));

        assertThat(session.expect(BodyCase.MESSAGE)).isEqualTo(frame);
        receipt(session, frame);
        sent.get(60, TimeUnit.SECONDS);
    }

    @Test
    void sendsUnderTheAttemptThatIsWorkedOn() {
        run(work -> {
            work.send(Message.toCapability("review", "Look.")).get(60, TimeUnit.SECONDS);
            return Outcome.completed("{}");
        });
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));

        AgentFrame frame = session.expect(BodyCase.MESSAGE);

        assertThat(frame.getAttemptId()).isEqualTo("att_1");
        assertThat(frame.getFence()).isEqualTo(7);
        assertThat(frame.getNumber()).isZero();
        assertThat(frame.getMessage().getCapability()).isEqualTo("review");
        receipt(session, frame);
        session.expect(BodyCase.COMPLETED);
    }

    @Test
    void saysThatAMessageIsReadWhenItsHandlerHasReturned() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        handler = message -> {
            open.await();
            received.add(message);
        };
        run();
        FakeSession session = server.session().open();
        bring(session, "msg_1", "first");
        bring(session, "msg_2", "second");
        CompletableFuture<Void> sent = agent.send(Message.toAgent("ada", "barrier"));
        receipt(session, session.expect(BodyCase.MESSAGE));
        sent.get(60, TimeUnit.SECONDS);
        assertThat(session.unexpected()).isEmpty();

        open.countDown();

        assertThat(session.expect(BodyCase.MESSAGE_READ).getMessageRead().getMessageIdsList())
                .containsExactly("msg_1");
        assertThat(session.expect(BodyCase.MESSAGE_READ).getMessageRead().getMessageIdsList())
                .containsExactly("msg_2");
        assertThat(received).extracting(ReceivedMessage::text).containsExactly("first", "second");
        assertThat(received.get(0).from()).isEqualTo("kenji");
        assertThat(received.get(0).kind()).isEqualTo(MessageKind.QUESTION);
        assertThat(received.get(0).sentAt().toEpochMilli()).isEqualTo(1_000);
    }

    @Test
    void handlesAMessageOnceThatComesAgain() {
        run();
        FakeSession session = server.session().open();
        bring(session, "msg_1", "hello");
        session.expect(BodyCase.MESSAGE_READ);
        session.end(Status.UNAVAILABLE);

        FakeSession next = server.session().open();
        bring(next, "msg_1", "hello");

        next.expect(BodyCase.MESSAGE_READ);
        assertThat(received).hasSize(1);
    }

    @Test
    void saysNothingOfAMessageThatCouldNotBeHandled() {
        handler = message -> {
            received.add(message);
            if (received.size() == 1) {
                throw new IllegalStateException("not now");
            }
        };
        run();
        FakeSession session = server.session().open();
        bring(session, "msg_1", "hello");
        await().atMost(Duration.ofMinutes(1)).until(() -> received.size() == 1);
        bring(session, "msg_2", "next");
        assertThat(session.expect(BodyCase.MESSAGE_READ).getMessageRead().getMessageIdsList())
                .containsExactly("msg_2");

        session.end(Status.UNAVAILABLE);
        FakeSession next = server.session().open();
        bring(next, "msg_1", "hello");

        assertThat(next.expect(BodyCase.MESSAGE_READ).getMessageRead().getMessageIdsList())
                .containsExactly("msg_1");
        assertThat(received).hasSize(3);
    }

    @Test
    void answersTheSender() {
        ReceivedMessage question = new ReceivedMessage(
                "msg_1", "kenji", MessageKind.QUESTION, "why?", Map.of(), "", "", "", Instant.EPOCH);

        org.opsflow.proto.agent.v1.Message answer = question.reply("because").onTheWire("c1");

        assertThat(answer.getAgent()).isEqualTo("kenji");
        assertThat(answer.getInReplyTo()).isEqualTo("msg_1");
        assertThat(answer.getText()).isEqualTo("because");
    }
}
