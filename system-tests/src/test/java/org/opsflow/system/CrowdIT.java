package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.db.Invariants;

/** Many at once, each through another of the server's threads: transactions must not get into each other's way. */
@ExtendWith(SharedServer.class)
class CrowdIT {

    private static final int AGENTS = 48;
    private static final int RUNS = 48;

    @Test
    void greetsAgentsAndTakesRunsThatComeTogether(LiveServer server)
            throws InterruptedException, ExecutionException, SQLException {
        var key = server.people().registerAgent("crowd");
        var definition = server.people()
                .publish(
                        """
                name: Crowd
                phases: [only]
                steps:
                  - id: step
                    phase: only
                    type: script
                    requires: [nobody-has-this]
                    command: "true"
                """);
        var calls = new ArrayList<Callable<Object>>();
        for (var i = 0; i < AGENTS; i++) {
            var instance = "crowd-" + i;
            calls.add(() -> welcomed(server, key, instance));
        }
        for (var i = 0; i < RUNS; i++) {
            calls.add(() -> server.people().submit(definition, new JsonObject()));
        }
        var threads = Executors.newFixedThreadPool(AGENTS + RUNS);
        try {
            for (var done : threads.invokeAll(calls)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(server.failures()).isEmpty();
        try (var connection = server.connect()) {
            assertThat(Invariants.check(connection)).isEmpty();
        }
    }

    private static String welcomed(LiveServer server, String key, String instance) {
        try (var conversation = Conversation.open(server.grpcPort(), key)) {
            return conversation
                    .hello(Conversation.hello(instance, 1, List.of("script")).build())
                    .getSessionId();
        }
    }
}
