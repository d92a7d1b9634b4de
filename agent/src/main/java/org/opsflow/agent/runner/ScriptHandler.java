package org.opsflow.agent.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.opsflow.agent.ArtifactRefusedException;
import org.opsflow.agent.Assignment;
import org.opsflow.agent.FailureKind;
import org.opsflow.agent.OfferedStep;
import org.opsflow.agent.Outcome;
import org.opsflow.agent.StepType;
import org.opsflow.agent.Work;
import org.opsflow.agent.WorkHandler;

/** Runs the command of a script step. */
final class ScriptHandler implements WorkHandler {
    private static final int BUFFER = 16 << 10;
    private static final int LINES_OF_FAILURE = 20;
    private static final int CHARACTERS_OF_FAILURE = 1000;

    private final Path runs;
    private final ChildEnvironment environment;

    ScriptHandler(Path runs, ChildEnvironment environment) {
        this.runs = runs;
        this.environment = environment;
    }

    @Override
    public boolean accepts(OfferedStep step) {
        return step.type() == StepType.SCRIPT;
    }

    @Override
    public Outcome run(Work work) throws Exception {
        Assignment assignment = work.assignment();
        if (assignment.type() != StepType.SCRIPT) {
            return Outcome.failed(
                    FailureKind.TERMINAL, "incapable", "this agent runs script steps, not " + assignment.type());
        }
        try {
            RunDirectory directory = RunDirectory.prepare(runs, assignment);
            try {
                return run(work, directory);
            } finally {
                directory.tidy();
            }
        } catch (Rejection e) {
            return Outcome.failed(FailureKind.TERMINAL, e.reason(), e.getMessage());
        } catch (ArtifactRefusedException e) {
            return Outcome.failed(FailureKind.TERMINAL, "artifact", e.getMessage());
        }
    }

    private Outcome run(Work work, RunDirectory directory) throws Exception {
        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.putAll(directory.variables(work.assignment()));
        ChildProcess child = start(work.assignment().command(), directory.cwd(), variables);
        work.onStop(() -> child.stop(work.stopGrace()));
        work.onPause(child);
        work.onSteer(steer -> append(directory.steer(), steer.text()));
        OutputSplitter output = new OutputSplitter(work);
        try {
            copy(child.output(), output);
        } catch (IOException e) {
            // Its output can no longer be kept; nobody would watch it.
            child.kill();
            throw e;
        }
        int exitCode = child.awaitExit();
        if (exitCode != 0) {
            // Whether it is worth another try is for the definition to say: without retries there is none.
            return Outcome.failed(FailureKind.RETRYABLE, "exit_code", message(exitCode, output.tail()))
                    .withExitCode(exitCode);
        }
        Optional<Outcome> tooLarge = tooLarge(directory.output(), work.maxOutputBytes());
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        upload(work, directory, output);
        return Outcome.completed(result(directory, output)).withExitCode(exitCode);
    }

    /** A paragraph for each: a command that wants to know looks there. */
    private static void append(Path file, String text) {
        try {
            Files.writeString(
                    file, text.stripTrailing() + "\n\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChildProcess start(String command, Path cwd, Map<String, String> variables) throws Rejection {
        try {
            return ChildProcess.start(command, cwd, variables);
        } catch (IOException e) {
            throw new Rejection("start", "the command cannot be started: " + e.getMessage());
        }
    }

    private static void copy(InputStream from, OutputSplitter to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.accept(buffer, n);
        }
        to.end();
    }

    /** Not read at all: it might not fit into memory either. */
    private static Optional<Outcome> tooLarge(Path output, int limit) throws IOException {
        if (!Files.isRegularFile(output) || Files.size(output) <= limit) {
            return Optional.empty();
        }
        return Optional.of(Outcome.failed(
                FailureKind.TERMINAL,
                "too_large",
                "the step wrote " + Files.size(output) + " bytes to OPSFLOW_OUTPUT, the server takes " + limit
                        + ": write less, or store it as an artifact"));
    }

    private static void upload(Work work, RunDirectory directory, OutputSplitter output) throws Exception {
        ArtifactFiles files =
                ArtifactFiles.matching(directory.cwd(), work.assignment().artifacts());
        for (String glob : files.unmatched()) {
            output.note("no file matches the artifact pattern " + glob);
        }
        for (Map.Entry<String, Path> file : files.byName().entrySet()) {
            work.upload(file.getValue(), file.getKey());
        }
    }

    private static String result(RunDirectory directory, OutputSplitter output) throws IOException {
        Optional<String> written = StepOutput.written(directory.output());
        if (written.isPresent() && StepOutput.isJson(written.get())) {
            return written.get();
        }
        if (written.isPresent()) {
            output.note("what was written to OPSFLOW_OUTPUT is not JSON; the result is the end of the output instead");
        }
        return StepOutput.ofTail(0, output.tail());
    }

    private static String message(int exitCode, String tail) {
        var lines = tail.strip().lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_FAILURE), lines.size()));
        String shown = last.substring(Math.max(0, last.length() - CHARACTERS_OF_FAILURE));
        return "exit code " + exitCode + (shown.isEmpty() ? "" : "\n" + shown);
    }
}
