package org.opsflow.system;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged {@code opsflow-agent} as a process. */
final class Runner implements Closeable {

    private static final int PATIENCE_S = 30;
    private static final Duration CONNECTED = Duration.ofMinutes(2);
    private static final Pattern SHOWN =
            Pattern.compile("(?<name>[A-Z_]+)=(?<value>\\S+) \\./opsflow agent (?<options>--.*)");

    private final Process process;
    private final Path output;
    private boolean isFrozen;

    private Runner(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Runner start(int port, String key, Path work, int slots, List<String> capabilities) throws IOException {
        return start("127.0.0.1:" + port, key, work, slots, capabilities);
    }

    /** @param addresses of nodes, with commas between them */
    static Runner start(String addresses, String key, Path work, int slots, List<String> capabilities)
            throws IOException {
        var options = List.of("--server", addresses, "--slots", String.valueOf(slots));
        return start(options, Map.of("OPSFLOW_KEY", key), work, capabilities);
    }

    /** @param command as the page shows it: variables, {@code ./opsflow agent}, options */
    static Runner shown(String command, Path work, List<String> capabilities) throws IOException {
        var parts = SHOWN.matcher(command);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Nobody could run this: " + command);
        }
        var options = List.of(parts.group("options").split(" "));
        return start(options, Map.of(parts.group("name"), parts.group("value")), work, capabilities);
    }

    private static Runner start(
            List<String> options, Map<String, String> environment, Path work, List<String> capabilities)
            throws IOException {
        Files.createDirectories(work);
        var command = new ArrayList<>(List.of(
                Distribution.java(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Distribution.agent().toString(),
                "--work",
                work.toString()));
        command.addAll(options);
        capabilities.forEach(capability -> command.addAll(List.of("--capability", capability)));
        var output = work.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Runner(builder.start(), output);
    }

    /** What it said so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it can get work. */
    void awaitConnected() {
        await("an agent's connection").atMost(CONNECTED).until(() -> output().contains("connected to "));
    }

    /** SIGSTOP: it does nothing any more and does not know it. What it started goes on. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
        isFrozen = true;
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
        isFrozen = false;
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid());
        if (kill.inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("SIG" + name + " could not be sent.");
        }
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** SIGKILL to it and to everything that it started. */
    void killTree() throws InterruptedException {
        var children = descendants();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        children.forEach(child -> child.onExit().join());
    }

    /** SIGTERM, and SIGKILL when that is not enough. */
    @Override
    public void close() {
        try {
            if (isFrozen) {
                process.destroyForcibly();
            }
            var children = descendants();
            process.destroy();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
