package org.opsflow.grpc.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.DeskWithoutDatabase;
import org.opsflow.domain.shared.Settings;
import org.opsflow.grpc.claim.Conversations;
import org.opsflow.grpc.shared.Bearer;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.RefusalNotes;

class AgentServerTest {
    private final Bearer bearer = new Bearer(null);
    private final Edge edge = new Edge(Thread::new);
    private final Conversations conversations =
            new Conversations(new DeskWithoutDatabase(Settings.defaults()).desk, Settings.defaults(), bearer, edge);
    private final AgentServer server = new AgentServer(
            new AgentService(conversations, null, null, bearer, edge),
            bearer,
            new RefusalNotes(null, null),
            new AgentAddress("127.0.0.1", 0),
            edge);

    @Test
    void hasNoThreadLeftWhenItHasStopped() throws InterruptedException {
        List<Thread> before = threads();
        server.start();
        assertThat(threads()).hasSizeGreaterThan(before.size());

        server.stop();
        for (Thread ending : threads()) {
            // Its pool has ended; the thread itself is about to.
            ending.join(before.contains(ending) ? 1 : 60_000);
        }
        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    void leavesTheLevelOfALoggerToTheOperator() {
        Logger chosen = Logger.getLogger("io.grpc.netty.NettyServerStream");
        Logger other = Logger.getLogger("io.grpc.netty.NettyServerHandler");
        chosen.setLevel(Level.FINE);
        other.setLevel(null);
        try {
            server.start();
            assertThat(chosen.getLevel()).isEqualTo(Level.FINE);
            assertThat(other.getLevel()).isEqualTo(Level.SEVERE);
        } finally {
            server.stop();
            chosen.setLevel(null);
        }
    }

    /** Ours and those that gRPC brings unless it is given some. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(opsflow|grpc)-.*"))
                .toList();
    }
}
