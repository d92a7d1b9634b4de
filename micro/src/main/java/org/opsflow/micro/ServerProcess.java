package org.opsflow.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a process of its own, as tests and benches want it: on any free ports, and killable. */
public final class ServerProcess implements AutoCloseable {

    private static final long POLL_MS = 50;

    private final Process process;
    private final Path data;
    private final Path output;
    private String running;

    private ServerProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    /** With the environment of this process. */
    public static ServerProcess start(Path distribution, Path data, String... options) throws IOException {
        return start(distribution, data, Map.of(), options);
    }

    /**
     * @param distribution the directory with {@code opsflow.jar}
     * @param environment added to that of this process; a key of configuration is set by its variable (OPSFLOW_LEASE)
     * @param options of {@code up}; they win over the free ports chosen here
     */
    public static ServerProcess start(Path distribution, Path data, Map<String, String> environment, String... options)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + distribution.resolve("jvm.options")));
        command.addAll(jvmFlags());
        command.addAll(
                List.of("-jar", distribution.resolve("opsflow.jar").toString(), "up", "--data", data.toString()));
        command.addAll(List.of(options));
        for (var port : List.of("--http-port", "--grpc-port")) {
            if (!command.contains(port)) {
                command.addAll(List.of(port, "0"));
            }
        }
        var output = Files.createTempFile("opsflow", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), data, output);
    }

    /**
     * Flags of JVMs that this process starts, beside those of {@code jvm.options}: one, from the system property
     * {@code opsflow.server.jvm}, or none.
     */
    public static List<String> jvmFlags() {
        var flag = System.getProperty("opsflow.server.jvm", "");
        return flag.isEmpty() ? List.of() : List.of(flag);
    }

    /** @throws IllegalStateException with what it printed when it ends or is not ready in time */
    public void awaitReady(Duration limit) throws IOException, InterruptedException {
        var since = System.nanoTime();
        while (!isAnnounced()) {
            if (!process.isAlive() || System.nanoTime() - since > limit.toNanos()) {
                throw new IllegalStateException("The server is not ready:\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** A file of an earlier process in the same directory does not count. */
    private boolean isAnnounced() throws IOException {
        var file = data.resolve("running.json");
        if (!Files.exists(file)) {
            return false;
        }
        running = Files.readString(file);
        return number("pid").orElse(0) == process.pid();
    }

    public String url() {
        var url = Pattern.compile("\"url\": \"([^\"]+)\"").matcher(running);
        if (!url.find()) {
            throw new IllegalStateException("No address in " + running);
        }
        return url.group(1);
    }

    public int httpPort() {
        return (int) number("http_port").orElseThrow();
    }

    public int grpcPort() {
        return (int) number("grpc_port").orElseThrow();
    }

    public long pid() {
        return process.pid();
    }

    /** The embedded database's process; empty when another database is used. */
    public OptionalLong mariadbPid() {
        return number("mariadb_pid");
    }

    private OptionalLong number(String key) {
        var number = Pattern.compile("\"" + key + "\": (\\d+)").matcher(running);
        return number.find() ? OptionalLong.of(Long.parseLong(number.group(1))) : OptionalLong.empty();
    }

    /** What it printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL to the JVM alone; the embedded database lives on for the next start. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code when everything is down. */
    public int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Waits for an end that comes by itself. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(output);
    }
}
