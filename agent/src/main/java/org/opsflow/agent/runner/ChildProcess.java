package org.opsflow.agent.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command and all it starts, which live and die together.
 *
 * <p>The command leads a process group of its own ({@code setsid}). A watcher in that group reads from a pipe whose other
 * end only the agent holds: when it closes, because we close it or because the agent is gone even by SIGKILL, the watcher
 * kills the group. {@code setpriv --pdeathsig} does the same for the command alone, without any delay. Where these tools
 * are missing, only the descendants that are still known as such are killed.
 */
final class ChildProcess {
    private static final String UNDER_WATCH =
            """
            exec 3<&0 </dev/null
            ( ( read -r _ <&3; kill -s KILL -- "-$$" ) >/dev/null 2>&1 & )
            exec 3<&-
            exec sh -c "$1"
            """;
    private static final boolean SETSID = onPath("setsid");
    private static final boolean SETPRIV = onPath("setpriv");

    private final Process process;

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
        return process.onExit().join().exitValue();
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
