package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Work that piled up before and after the server was away, and nobody there to do it. */
final class Backlog {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RUNS = 20;

    private final LiveServer server;
    private final String capability;
    private final Path directory;
    private final Witness witness;
    private final String definition;
    private final List<String> runs = new ArrayList<>();

    Backlog(LiveServer server, String name, Path directory) throws IOException {
        this.server = server;
        this.capability = "backlog:" + name;
        this.directory = Files.createDirectories(directory).toAbsolutePath();
        this.witness = Witness.in(this.directory);
        this.definition = server.people()
                .publish(
                        """
                        name: Backlog of %s
                        phases: [only]
                        steps:
                          - id: step
                            phase: only
                            type: script
                            requires: ["%s"]
                            command: |
                              echo "$OPSFLOW_RUN_ID $OPSFLOW_STEP $OPSFLOW_ATTEMPT $OPSFLOW_FENCE" >> %s
                        """
                                .formatted(name, capability, witness.file()));
    }

    void grow() {
        for (var i = 0; i < RUNS; i++) {
            runs.add(server.people().submit(definition, new JsonObject()));
        }
    }

    /** One agent, one step at a time: the oldest first, whatever happened in between. */
    void drains(String key) throws IOException {
        try (var agent = Runner.start(server.grpcPort(), key, directory, 1, List.of("script", capability))) {
            agent.awaitConnected();
            for (var run : runs) {
                await("the end of " + run).atMost(PATIENCE).until(() -> server.people()
                        .hasStatus(run, "completed"));
            }
        }
        assertThat(witness.lines())
                .extracting(line -> runs.indexOf(line.run()))
                .doesNotContain(-1)
                .hasSizeGreaterThanOrEqualTo(runs.size())
                .isSorted();
    }
}
