package org.opsflow.system;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agent in TypeScript, which knows nothing but the .proto files, works a real workflow. */
@ExtendWith(SharedServer.class)
class ExampleAgentIT {
    private static final Path MAIN =
            Path.of("../api-proto/examples/ts/dist/main.js").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String YAML =
            """
            name: Worked by an agent in another language
            argsSchema:
              type: object
              properties:
                who: {type: string}
              required: [who]
            phases: [greet, check]
            steps:
              - id: greet
                phase: greet
                type: function
                function: greet
                requires: [example]
              - id: check
                phase: check
                type: script
                needs: [greet]
                requires: [example]
                command: |
                  test {{ steps.greet.output }} = '{"text":"Hello Ada"}'
                  echo '{"checked": true}' > "$OPSFLOW_OUTPUT"
            """;

    @TempDir
    Path directory;

    private final LiveServer server;

    ExampleAgentIT(LiveServer server) {
        this.server = server;
    }

    /** Two of three nodes that it knows are away. */
    @Test
    void worksAWorkflowAndLeavesInGoodOrder() throws IOException, InterruptedException {
        var people = server.people();
        var args = new JsonObject();
        args.addProperty("who", "Ada");
        try (var away = new HeldPort();
                var awayToo = new HeldPort()) {
            var nodes = List.of(away.number(), awayToo.number(), server.grpcPort());
            var agent = start(people.registerAgent("polyglot"), nodes);
            try {
                worksAndLeaves(agent, people, args);
            } finally {
                agent.destroyForcibly();
            }
        }
    }

    private void worksAndLeaves(Process agent, People people, JsonObject args)
            throws IOException, InterruptedException {
        var run = people.submit(people.publish(YAML), args);
        await().atMost(PATIENCE).until(() -> people.hasStatus(run, "completed"));
        var check = people.step(run, "check").get("id").getAsString();
        var output =
                people.get("/api/workflow-steps/" + check).getAsJsonObject().get("output");
        assertThat(output.toString()).isEqualTo("{\"checked\":true}");

        agent.destroy();
        assertThat(agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).as(output()).isZero();
    }

    private Process start(String key, List<Integer> ports) throws IOException {
        assertThat(MAIN)
                .as("built by `npm ci && npm run build` in api-proto/examples/ts, as `./opsflow test` does")
                .isRegularFile();
        var builder = new ProcessBuilder("node", MAIN.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment()
                .put(
                        "OPSFLOW_SERVER",
                        ports.stream().map(port -> "127.0.0.1:" + port).collect(joining(",")));
        builder.environment().put("OPSFLOW_KEY", key);
        builder.environment().put("OPSFLOW_CAPABILITIES", "script,function:greet,example");
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }
}
