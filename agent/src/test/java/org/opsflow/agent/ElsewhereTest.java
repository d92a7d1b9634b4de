package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.agent.FakeSession.held;
import static org.opsflow.agent.FakeSession.step;

import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.Drain;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.ServerFrame;

/** An agent that knows several addresses, over real ports. */
@Timeout(180)
class ElsewhereTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path state;

    private final FakeServer one = FakeServer.start();
    private final FakeServer two = FakeServer.start();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private final List<String> greetedBy = new CopyOnWriteArrayList<>();
    private final Agents.Gate gate = new Agents.Gate();
    private OpsflowAgent agent;

    @AfterEach
    void stop() {
        gate.open();
        one.close();
        two.close();
        if (agent != null) {
            Agents.stop(agent);
        }
    }

    private void start(String addresses) {
        agent = Agents.of(one, state)
                .server(addresses)
                .handler(gate)
                .onEvent(event -> {
                    if (event.kind() == AgentEvent.Kind.RECONNECTING) {
                        pauses.add(Long.parseLong(event.subject()));
                    } else if (event.kind() == AgentEvent.Kind.CONNECTED) {
                        greetedBy.add(event.detail());
                    }
                })
                .start();
    }

    /** Where it went first. */
    private FakeServer first() {
        await().atMost(PATIENCE).until(() -> !one.authorizations.isEmpty() || !two.authorizations.isEmpty());
        return one.authorizations.isEmpty() ? two : one;
    }

    private FakeServer other(FakeServer server) {
        return server == one ? two : one;
    }

    private void expectItWithItsWork(FakeServer there) {
        FakeSession session = there.session();
        Hello hello = session.expectHello();
        assertThat(hello.getResumeToken()).isEqualTo("token");
        assertThat(hello.getHeldList()).containsExactly(held("att_1", 7));
        session.welcome(FakeSession.welcomeOf("next").addKept(held("att_1", 7)));
        gate.open();
        assertThat(session.expect(BodyCase.COMPLETED).getAttemptId()).isEqualTo("att_1");
        assertThat(greetedBy).endsWith(there.address());
    }

    @Test
    void goesOnAtTheNextWhenAStreamBreaksAndKeepsItsWork() {
        start(one.address() + "," + two.address());
        FakeServer first = first();
        FakeSession session = first.session().open();
        session.begin("att_1", 7, step("off_1"));

        session.end(Status.UNAVAILABLE);

        expectItWithItsWork(other(first));
        assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause).isBetween(100L, 200L));
    }

    @Test
    void goesOnAtTheNextWhenANodeIsGone() {
        start(one.address() + "," + two.address());
        FakeServer first = first();
        first.session().open().begin("att_1", 7, step("off_1"));

        first.vanish();

        expectItWithItsWork(other(first));
    }

    @Test
    void goesElsewhereWhenItIsDrained() {
        start(one.address() + "," + two.address());
        FakeServer first = first();
        FakeSession session = first.session().open();
        session.begin("att_1", 7, step("off_1"));

        session.send(ServerFrame.newBuilder().setDrain(Drain.newBuilder().setReconnectAfterMs(50)));

        expectItWithItsWork(other(first));
    }

    /** The first pause between two addresses, a longer one after each round. */
    @Test
    void waitsForLongerOnlyWhenAllOfThemHaveFailed() throws IOException {
        try (Socket mute = deafPort();
                Socket muteToo = deafPort()) {
            start("127.0.0.1:" + mute.getLocalPort() + ",127.0.0.1:" + muteToo.getLocalPort());
            await().atMost(PATIENCE).until(() -> pauses.size() >= 6);
        }

        assertThat(List.of(pauses.get(0), pauses.get(2), pauses.get(4))).allMatch(pause -> pause <= 200);
        assertThat(pauses.get(1)).isBetween(100L, 200L);
        assertThat(pauses.get(3)).isBetween(200L, 400L);
        assertThat(pauses.get(5)).isBetween(400L, 800L);
    }

    /** A port that is taken, and at which nobody listens. */
    private static Socket deafPort() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }
}
