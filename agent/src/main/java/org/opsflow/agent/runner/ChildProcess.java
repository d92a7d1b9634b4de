package org.opsflow.agent.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.opsflow.agent.PauseHook;

/**
 * A command and all it starts, which live and die together.
 *
 * <p>The command leads a process group of its own ({@code setsid}). A watcher in that group reads from a pipe whose other
 * end only the agent holds: when it closes, because we close it or because the agent is gone even by SIGKILL, the watcher
 * kills the group; a number of seconds read from it is a grace before that, since the end of the command alone closes the
 * pipe too. {@code setpriv --pdeathsig} does the same for the command alone, without any delay. Where these tools
 * are missing, only the descendants that are still known as such are killed.
 */
final class ChildProcess implements PauseHook {
    private static final String UNDER_WATCH =
            """
            exec 3<&0 </dev/null
            ( ( read -r grace <&3 && sleep "$grace"; kill -s KILL -- "-$$" ) >/dev/null 2>&1 & )
            exec 3<&-
            exec sh -c "$1"
            """;
    private static final boolean SETSID = onPath("setsid");
    private static final boolean SETPRIV = onPath("setpriv");

    private static final long KILL_SECONDS = 2;
    private static final String SEND = "signal=$1; shift; kill -s \"$signal\" \"$@\"";

    private final Process process;
    /** Those that were stopped, in that order. */
    private final Set<Long> halted = new LinkedHashSet<>();
    /** Done unless the command is being stopped in good order. */
    private volatile CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);

    static ChildProcess start(String command, Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(command))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    private ChildProcess(Process process) {
        this.process = process;
        // What it leaves behind would hold our end of its output open for ever.
        process.onExit().thenRun(this::killGroup);
    }

    /** Standard output and standard error, as they come. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Waits whatever happens: an interrupted thread has asked for {@link #kill} already. */
    int awaitExit() {
        int exitValue = process.onExit().join().exitValue();
        stopping.join();
        return exitValue;
    }

    /** Halts the command and everything it started, but for what it left behind to run by itself. */
    @Override
    public synchronized void pause() throws IOException {
        // A parent that is halted starts nothing more: when nobody new is found, all are.
        for (List<Long> more = running(); !more.isEmpty(); more = running()) {
            halted.addAll(more);
            send("STOP", more);
        }
    }

    @Override
    public synchronized void resume() throws IOException {
        send("CONT", List.copyOf(halted));
        halted.clear();
    }

    private List<Long> running() {
        return tree().stream()
                .map(ProcessHandle::pid)
                .filter(pid -> !halted.contains(pid))
                .toList();
    }

    private List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Who has ended meanwhile is passed over. */
    private static void send(String signal, List<Long> pids) throws IOException {
        if (!pids.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", SEND, "opsflow-signal", signal));
            pids.forEach(pid -> command.add(Long.toString(pid)));
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        }
    }

    /** What is halted would not hear that it is to end. */
    private void wake() {
        try {
            resume();
        } catch (IOException e) {
            // It is killed in the end.
        }
    }

    /** Asks the command and everything it started to end, and ends what has not within the grace. Waits that long. */
    void stop(Duration grace) {
        if (grace.isZero()) {
            kill();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        stopping = done;
        try {
            boolean watched = holdBackTheWatcher(grace);
            // The command first: a shell must not go on with its next line.
            List<ProcessHandle> tree = tree();
            tree.forEach(ProcessHandle::destroy);
            wake();
            awaitEnd(tree, grace);
            killGroup();
            if (watched) {
                killGroupNow();
            }
            // Those that left the group and outlived the command are not known as its descendants any more.
            tree.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(tree, Duration.ofSeconds(KILL_SECONDS));
        } finally {
            done.complete(null);
        }
    }

    /** A little longer than we wait ourselves: it is there for the case that we are gone by then. False without one. */
    private boolean holdBackTheWatcher(Duration grace) {
        try {
            process.getOutputStream().write(((grace.toSeconds() + 1) + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            return SETSID;
        } catch (IOException e) {
            // The command has ended already, and its group with it.
            return false;
        }
    }

    /** The watcher, while it waits, keeps the group's id from being given to others. */
    private void killGroupNow() {
        try {
            new ProcessBuilder("sh", "-c", "kill -s KILL -- \"-$1\"", "opsflow-kill", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            // The watcher will do it.
        }
    }

    private static void awaitEnd(List<ProcessHandle> tree, Duration patience) {
        CompletableFuture<?>[] ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // They had their time.
        } catch (InterruptedException e) {
            // The agent itself is ending.
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the command and everything it started. */
    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        killGroup();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private void killGroup() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    private static List<String> commandLine(String command) {
        List<String> line = new ArrayList<>();
        if (!SETSID) {
            return List.of("sh", "-c", command);
        }
        if (SETPRIV) {
            line.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
        }
        line.addAll(List.of("setsid", "sh", "-c", UNDER_WATCH, "opsflow-step", command));
        return line;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
