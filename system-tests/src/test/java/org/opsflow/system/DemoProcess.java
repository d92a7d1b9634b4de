package org.opsflow.system;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opsflow.micro.ServerProcess;
import org.opsflow.micro.ServerStarts;
import org.opsflow.micro.Sockets;
import org.opsflow.micro.Sockets.Endpoint;

/** {@code ./opsflow demo}, as the script starts it. It may write to a directory for temporary files of its own only. */
final class DemoProcess implements Closeable {

    static final Path CLONE = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;
    private final Path errors;
    private final Path temporary;
    private final Set<Integer> agentsPeers = new TreeSet<>();

    private DemoProcess(Process process, Path directory) {
        this.process = process;
        this.output = directory.resolve("output");
        this.errors = directory.resolve("errors");
        this.temporary = directory.resolve("tmp");
    }

    /** @param tools a directory whose programs come before all others */
    static DemoProcess start(Path directory, Path tools, String... options) throws IOException {
        ServerStarts.count(DemoIT.class);
        Files.createDirectories(directory.resolve("tmp"));
        var command = new ArrayList<>(
                List.of(Distribution.java(), "@" + Distribution.server().resolve("jvm.options")));
        command.addAll(ServerProcess.jvmFlags());
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-jar",
                Distribution.server().resolve("opsflow.jar").toString(),
                "demo"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("output").toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("OPSFLOW_HOME", CLONE.toString());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        return new DemoProcess(builder.start(), directory);
    }

    /** What it printed for programs to read. */
    List<String> output() throws IOException {
        return Files.readAllLines(output);
    }

    /** What it told people. */
    List<String> told() throws IOException {
        return Files.readAllLines(errors);
    }

    List<ProcessHandle> agents() {
        return process.descendants()
                .filter(child -> runs(child, Distribution.agent().toString()))
                .toList();
    }

    /** Of everything it started. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Ports that its agents, and what they started, were ever seen to be connected with. */
    Set<Integer> agentsPeers() {
        return agentsPeers;
    }

    void awaitAgents(int number) {
        await("agents that are connected").atMost(PATIENCE).until(() -> {
            look();
            return agents().stream().filter(agent -> !peers(agent).isEmpty()).count() == number;
        });
    }

    /** Waits until it ends, with an eye on its agents; answers the exit code. */
    int awaitEnd() {
        await("the end of the demo")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    look();
                    return !process.isAlive();
                });
        return process.exitValue();
    }

    private void look() {
        agents().stream()
                .flatMap(agent -> Stream.concat(Stream.of(agent), agent.descendants()))
                .flatMap(one -> peers(one).stream())
                .map(Endpoint::port)
                .forEach(agentsPeers::add);
    }

    private static Collection<Endpoint> peers(ProcessHandle process) {
        try {
            return Sockets.peers(List.of(process.pid()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** What it has in the directory for temporary files. */
    List<Path> temporaryFiles() throws IOException {
        try (var files = Files.list(temporary)) {
            return files.toList();
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info().arguments().stream().flatMap(Stream::of).anyMatch(program::equals);
    }

    @Override
    public void close() {
        var children = descendants();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
