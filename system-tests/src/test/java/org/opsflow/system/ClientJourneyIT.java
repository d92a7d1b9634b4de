package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client in TypeScript that was written from the OpenAPI document alone goes from a key to a report. */
@ExtendWith(SharedServer.class)
class ClientJourneyIT {
    private static final Path CLIENT = Path.of("../api-client").toAbsolutePath().normalize();
    private static final int LIMIT_MINUTES = 4;

    @TempDir
    Path directory;

    private final LiveServer server;

    ClientJourneyIT(LiveServer server) {
        this.server = server;
    }

    @Test
    void publishesStartsFollowsAndReads() throws IOException, InterruptedException {
        var agent = server.people().registerAgent("contractor");
        try (var runner =
                Runner.start(server.grpcPort(), agent, directory.resolve("work"), 1, List.of("script", "contract"))) {
            var found = journey();

            assertThat(found.get("workspace").getAsString()).isEqualTo("main");
            assertThat(found.get("opening").getAsString()).isEqualTo("ready");
            assertThat(found.get("heard").getAsJsonArray())
                    .extracting(JsonElement::getAsString)
                    .startsWith("workflow.execution.created")
                    .endsWith("workflow.execution.status_changed");
            assertThat(found.get("status").getAsString()).isEqualTo("completed");
            assertThat(found.get("log").getAsString()).contains("hello world");
            assertThat(found.get("name").getAsString()).isEqualTo("greeting.md");
            assertThat(found.get("file").getAsString()).isEqualTo("# Hello world\n");
            assertThat(runner.isAlive()).isTrue();
        }
    }

    private JsonObject journey() throws IOException, InterruptedException {
        var script = CLIENT.resolve("dist/journey.js");
        assertThat(script)
                .as("The client is not built: run `npm ci && npm run build` in %s, as `./opsflow test` does.", CLIENT)
                .isRegularFile();
        var out = directory.resolve("found.json");
        var err = directory.resolve("errors");
        var builder = new ProcessBuilder("node", script.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("OPSFLOW_URL", server.url());
        builder.environment().put("OPSFLOW_KEY", server.firstSignIn("api_key"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("the journey ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return JsonParser.parseString(Files.readString(out)).getAsJsonObject();
    }
}
