package org.opsflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LinuxProcessTest {
    private final LinuxProcess self =
            new LinuxProcess("self", ProcessHandle.current().pid());

    @Test
    void readsWhatThisProcessUses() {
        assertThat(self.cpuSeconds()).isPositive();
        assertThat(self.rssMib()).isBetween(10.0, 10_000.0);
        assertThat(self.pssMib()).isPositive();
        assertThat(self.commandLine()).isNotEmpty();
    }

    @Test
    void saysWhichProcessIsGone() {
        assertThatThrownBy(() -> new LinuxProcess("server", 0).rssMib())
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("server");
    }
}
