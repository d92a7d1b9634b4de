package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path root;

    @Test
    void lockKeepsASecondAgentOut() {
        try (StateDirectory first = StateDirectory.open(root)) {
            assertThat(first.resumeToken()).isEmpty();
            assertThatThrownBy(() -> StateDirectory.open(root))
                    .isInstanceOf(AgentStartException.class)
                    .hasMessageContaining("in use by another agent")
                    .hasMessageContaining(root.toString());
        }
        StateDirectory.open(root).close();
    }

    @Test
    void remembersTokenAndInstanceForItsOwnerOnly() throws IOException {
        try (StateDirectory state = StateDirectory.open(root)) {
            assertThat(state.instance("", () -> "made-up")).isEqualTo("made-up");
            state.resumeToken("secret");
            state.outbox();
        }
        try (StateDirectory state = StateDirectory.open(root)) {
            assertThat(state.instance("", () -> "another")).isEqualTo("made-up");
            assertThat(state.resumeToken()).isEqualTo("secret");
        }
        for (String name : new String[] {"resume-token", "instance", "outbox"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void forgetsTheTokenOfAnotherInstance() {
        try (StateDirectory state = StateDirectory.open(root)) {
            state.instance("one", () -> "");
            state.resumeToken("secret");
            state.instance("two", () -> "");
            assertThat(state.resumeToken()).isEmpty();
        }
    }

    @Test
    void saysWhatToDoWhenItCannotBeWritten() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> StateDirectory.open(file.resolve("state")))
                .isInstanceOf(AgentStartException.class)
                .hasMessageContaining("choose one that this user may write to");
    }
}
