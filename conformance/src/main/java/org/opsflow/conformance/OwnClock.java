package org.opsflow.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The wall clock of one process, which can be set while it runs. What it measures time with is not touched. */
public final class OwnClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private final Path library;
    private final Path file;

    /**
     * Right, until it is {@link #set}.
     *
     * @param directory where it keeps a file
     * @throws IllegalStateException with the remedy when this machine cannot do that
     */
    public OwnClock(Path directory) {
        library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "libfaketime is needed to let a clock jump: install it (Debian: apt-get install faketime)."));
        file = directory.resolve("clock");
        set(0);
    }

    /** Variables with which the process is to be started. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // In seconds: asking for it each time makes a virtual machine crawl.
                "FAKETIME_CACHE_DURATION",
                "1",
                // Whoever measures how long something took does not look at the wall.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // The library takes every point in time that a thread waits for as one of its own clock: Java's waits,
                // on
                // the other clock, would end at once, over and over, or hours late. So they end, and are begun again.
                "FAKETIME_WAIT_MS",
                "50");
    }

    /**
     * Takes a second until it is seen.
     *
     * @param seconds ahead of the machine's clock, or behind it when negative
     */
    public void set(long seconds) {
        try {
            // At once: somebody may be reading it.
            Path fresh = Files.writeString(file.resolveSibling("clock.new"), (seconds < 0 ? "" : "+") + seconds + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
