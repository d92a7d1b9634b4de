package org.opsflow.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStartsTest {

    @TempDir
    Path directory;

    @Test
    void refusesOneTooManyAndSaysWhoStartedHowMany() throws IOException {
        var starts = starts("2026-11-21T10:00:00Z");
        starts.add("UpIT");
        starts.add("DemoIT");
        starts.add("UpIT");
        assertThatThrownBy(() -> starts.add("BoardIT"))
                .hasMessageContaining("more than 3 servers: {BoardIT=1, DemoIT=1, UpIT=2}");
    }

    @Test
    void countsEachBuildAnew() throws IOException {
        for (var build : new String[] {"2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z"}) {
            for (var i = 0; i < 3; i++) {
                starts(build).add("UpIT");
            }
        }
        assertThat(directory.resolve("some/where")).content().doesNotContain("T10");
    }

    @Test
    void doesNotCountOutsideOfABuild() throws IOException {
        for (var i = 0; i < 10; i++) {
            starts("").add("UpIT");
        }
        assertThat(directory.resolve("some/where")).doesNotExist();
    }

    private ServerStarts starts(String build) {
        return new ServerStarts(directory.resolve("some/where"), build, 3);
    }
}
