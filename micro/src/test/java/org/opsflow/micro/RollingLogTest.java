package org.opsflow.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingLogTest {

    @TempDir
    Path directory;

    @Test
    void isRenamedAtTheEndOfALineAndKeepsTheNewest() throws IOException {
        try (var log = new RollingLog(file(""), 10, 2)) {
            for (var line : new String[] {"first line\n", "second ", "line\n", "third line\n", "fourth\n"}) {
                log.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(file("")).hasContent("fourth\n");
        assertThat(file(".1")).hasContent("third line\n");
        assertThat(file(".2")).hasContent("second line\n");
        assertThat(file(".3")).doesNotExist();
    }

    @Test
    void goesOnWhereAnEarlierRunStopped() throws IOException {
        for (var line : new String[] {"one\n", "two\n"}) {
            try (var log = new RollingLog(file(""), 1_000, 2)) {
                log.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(Files.readString(file(""))).isEqualTo("one\ntwo\n");
    }

    private Path file(String suffix) {
        return directory.resolve("logs/server.log" + suffix);
    }
}
