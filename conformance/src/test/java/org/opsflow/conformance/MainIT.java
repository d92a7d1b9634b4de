package org.opsflow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author of an agent runs. */
class MainIT {
    private static final int PATIENCE_S = 300;

    @TempDir
    Path directory;

    @Test
    void tellsAGoodAgentFromOneThatIsNone() throws IOException, InterruptedException {
        var agent = Path.of("../api-proto/examples/ts/dist/main.js")
                .toAbsolutePath()
                .toString();
        assertThat(exitCode("claim", "--", "node", agent)).isZero();
        assertThat(printed()).contains("ok      claim: ", "1 passed, 0 failed");

        assertThat(exitCode("claim", "--", "echo", "I am no agent")).isEqualTo(1);
        assertThat(printed()).contains("FAILED  claim: ", "at step 1", "did not connect", "I am no agent", "1 failed");
    }

    @Test
    void tellsHowItIsUsed() throws IOException, InterruptedException {
        assertThat(exitCode()).isEqualTo(2);
        assertThat(exitCode("claim", "--")).isEqualTo(2);
        assertThat(exitCode("no-such-script", "--", "true")).isEqualTo(2);
        assertThat(printed()).contains("usage: opsflow conformance");
    }

    private int exitCode(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                "target/kit/opsflow-conformance.jar"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("printed").toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private String printed() throws IOException {
        return Files.readString(directory.resolve("printed"));
    }
}
