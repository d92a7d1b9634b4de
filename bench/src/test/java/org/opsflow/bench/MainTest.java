package org.opsflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path empty;

    private final StringWriter said = new StringWriter();

    @Test
    void saysInOneSentenceThatNothingIsBuilt() {
        int exit = run("throughput", "--distribution", empty.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(said.toString()).contains("./opsflow build").doesNotContain("\tat ");
    }

    @Test
    void saysInOneSentenceThatNoServerRuns() {
        int exit = run("dispatch", "--data", empty.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(said.toString()).contains("./opsflow up").doesNotContain("\tat ");
    }

    @Test
    void refusesFiguresThatMeasureNothing() {
        assertThat(run("throughput", "--agents", "0")).isEqualTo(2);
        assertThat(said.toString()).contains("--agents");
    }

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    }
}
