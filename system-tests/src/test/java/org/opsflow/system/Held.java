package org.opsflow.system;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A {@link HoldingAgent} in its own process, seen from outside. */
final class Held implements Closeable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param id of the attempt, or of the offer while there is no attempt */
    record Place(String point, String id, long fence) {}

    private final Process process;
    private final Path output;
    private final Path errors;

    private Held(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Held start(int port, String key, String round, Path work) throws IOException {
        Files.createDirectories(work);
        var output = work.resolve("output");
        var errors = work.resolve("errors");
        var builder = new ProcessBuilder(
                        Distribution.java(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingAgent.class.getName(),
                        String.valueOf(port),
                        round,
                        work.resolve("commands").toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("OPSFLOW_KEY", key);
        return new Held(builder.start(), output, errors);
    }

    /** Waits until it holds a step there. */
    Place at(String point) {
        await("a step at " + point + ", " + errors).atMost(PATIENCE).until(() -> find(point)
                .isPresent());
        return find(point).orElseThrow();
    }

    private Optional<Place> find(String point) {
        try {
            return Files.readAllLines(output).stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 3 && words[0].equals(point))
                    .map(words -> new Place(words[0], words[1], Long.parseLong(words[2])))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the report of the step at reporting go; how far it comes until the kill is up to chance, on purpose. */
    void report() throws IOException {
        OutputStream commands = process.getOutputStream();
        commands.write("report\n".getBytes(StandardCharsets.UTF_8));
        commands.flush();
    }

    /** SIGKILL to it and to everything that it started. */
    void killTree() throws InterruptedException {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            killTree();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
