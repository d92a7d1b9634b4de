package org.opsflow.system;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged {@code opsflow-agent} as a process. */
final class Runner implements Closeable {

    private static final int PATIENCE_S = 30;

    private final Process process;
    private final Path output;

    private Runner(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Runner start(int port, String key, Path work, int slots, List<String> capabilities) throws IOException {
        Files.createDirectories(work);
        var command = new ArrayList<>(List.of(
                Distribution.java(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Distribution.agent().toString(),
                "--server",
                "127.0.0.1:" + port,
                "--work",
                work.toString(),
                "--slots",
                String.valueOf(slots)));
        capabilities.forEach(capability -> command.addAll(List.of("--capability", capability)));
        var output = work.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("OPSFLOW_KEY", key);
        return new Runner(builder.start(), output);
    }

    /** What it said so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isAlive() {
        return process.isAlive();
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
