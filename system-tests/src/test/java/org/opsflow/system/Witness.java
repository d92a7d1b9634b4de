package org.opsflow.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the steps' own commands wrote down when they ran: nothing that the server says is believed. */
final class Witness {

    /** @param attempt 1 for the first try of the step */
    record Line(String run, String step, int attempt, long fence) {}

    private final Path file;

    private Witness(Path file) {
        this.file = file;
    }

    static Witness in(Path directory) throws IOException {
        return new Witness(Files.createFile(directory.resolve("witness")));
    }

    Path file() {
        return file;
    }

    List<Line> lines() {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" "))
                    .map(words -> new Line(words[0], words[1], Integer.parseInt(words[2]), Long.parseLong(words[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Line> of(String run, String step) {
        return lines().stream()
                .filter(line -> line.run().equals(run) && line.step().equals(step))
                .toList();
    }
}
