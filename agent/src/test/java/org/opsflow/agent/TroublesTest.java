package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.Receipt;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.ServerFrame;

/** An agent says that something is wrong with it, over a real port. */
@Timeout(180)
class TroublesTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private OpsflowAgent agent;

    @BeforeEach
    void run() {
        agent = Agents.of(server, state)
                .handler(work -> Outcome.completed("{}"))
                .onEvent(event -> {
                    if (event.kind() == AgentEvent.Kind.WARNING) {
                        warnings.add(event.detail());
                    }
                })
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        Agents.stop(agent);
    }

    private static void receipt(FakeSession session, AgentFrame error) {
        session.send(ServerFrame.newBuilder()
                .setReceipt(
                        Receipt.newBuilder().setClientId(error.getAgentError().getClientId())));
    }

    private static void refuse(FakeSession session, String clientId, RefusalCode code) {
        session.send(ServerFrame.newBuilder()
                .setRefused(Refused.newBuilder()
                        .setClientId(clientId)
                        .setCode(code)
                        .setRetryAfterMs(1)
                        .setMessage("because")));
    }

    private static AgentFrame expectError(FakeSession session) {
        return session.expect(BodyCase.AGENT_ERROR);
    }

    /** What is said later is the next that comes: it was not sent again. */
    private void isAnswered(FakeSession session) {
        agent.send(Message.toEveryone("marker"));
        session.expect(BodyCase.MESSAGE);
    }

    /** The server may have stored it, and Hello has ended what it knew: it must not be taken for the same. */
    private static void isSaidAnew(AgentFrame again, AgentFrame before) {
        assertThat(again.getAgentError().getClientId())
                .isNotEmpty()
                .isNotEqualTo(before.getAgentError().getClientId());
        AgentFrame.Builder same = again.toBuilder();
        same.getAgentErrorBuilder().setClientId(before.getAgentError().getClientId());
        assertThat(same.build()).isEqualTo(before);
    }

    @Test
    void saysTheLastAgainUntilItIsAnswered() {
        FakeSession session = server.session().open();
        agent.error("disk_full", "The disk is full.");
        AgentFrame first = expectError(session);
        assertThat(first.getAttemptId()).isEmpty();
        assertThat(first.getAgentError().getCode()).isEqualTo("disk_full");
        assertThat(first.getAgentError().getMessage()).isEqualTo("The disk is full.");
        agent.error("model_key", "The model refuses its key.");
        AgentFrame last = expectError(session);
        session.end(Status.UNAVAILABLE);

        FakeSession next = server.session().open();
        AgentFrame again = expectError(next);
        isSaidAnew(again, last);
        receipt(next, again);
        next.end(Status.UNAVAILABLE);

        isAnswered(server.session().open());
    }

    @Test
    void saysItAgainWhenTheServerIsFullAndNotWhenItIsRefusedForGood() {
        FakeSession session = server.session().open();
        agent.error("disk_full", "The disk is full.");
        AgentFrame first = expectError(session);
        refuse(session, first.getAgentError().getClientId(), RefusalCode.REFUSAL_CODE_OVERLOADED);
        assertThat(expectError(session)).isEqualTo(first);

        refuse(session, first.getAgentError().getClientId(), RefusalCode.REFUSAL_CODE_INVALID);

        await().until(() -> warnings.stream().anyMatch(said -> said.contains("because")));
        session.end(Status.UNAVAILABLE);
        isAnswered(server.session().open());
    }

    @Test
    void keepsAnswersToOthersApart() throws Exception {
        FakeSession session = server.session().open();
        agent.error("disk_full", "The disk is full.");
        AgentFrame first = expectError(session);
        agent.error("model_key", "The model refuses its key.");
        AgentFrame last = expectError(session);
        CompletableFuture<Void> stored = agent.send(Message.toEveryone("stored"));
        String storedId = session.expect(BodyCase.MESSAGE).getMessage().getClientId();
        CompletableFuture<Void> refused = agent.send(Message.toEveryone("refused"));
        String refusedId = session.expect(BodyCase.MESSAGE).getMessage().getClientId();

        receipt(session, first);
        session.send(ServerFrame.newBuilder().setReceipt(Receipt.newBuilder().setClientId(storedId)));
        refuse(session, refusedId, RefusalCode.REFUSAL_CODE_INVALID);

        stored.get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> refused.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(MessageRefusedException.class);
        session.end(Status.UNAVAILABLE);
        isSaidAnew(expectError(server.session().open()), last);
    }

    @Test
    void letsAnOlderServerBe() {
        FakeSession session = server.session().open();
        agent.error("disk_full", "The disk is full.");
        expectError(session);
        refuse(session, "", RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME);
        session.end(Status.UNAVAILABLE);

        isAnswered(server.session().open());
    }

    @Test
    void takesNoErrorThatTheServerWouldRefuse() {
        assertThatThrownBy(() -> agent.error("Disk full", "The disk is full."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("code");
        assertThatThrownBy(() -> agent.error("disk_full", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("message");
        FakeSession session = server.session().open();
        agent.error("disk_full", "ä".repeat(5_000));
        assertThat(expectError(session).getAgentError().getMessage()).isEqualTo("ä".repeat(2_048));
    }
}
