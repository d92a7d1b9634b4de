package org.opsflow.agent.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.opsflow.agent.Assignment;
import org.opsflow.agent.SafeName;

/**
 * Where a step works: the directory of its run, shared by all steps of the run that this agent does, and in it under
 * {@code .opsflow} a place of this attempt's own for what goes in and out.
 */
final class RunDirectory {
    private final Path run;
    private final Path exchange;
    private final Path cwd;

    static RunDirectory prepare(Path runs, Assignment assignment) throws IOException, Rejection {
        Path run = Files.createDirectories(runs.resolve(SafeName.of(assignment.runId())));
        Path exchange =
                run.resolve(".opsflow").resolve(SafeName.of(assignment.lease().attemptId()));
        Path inputs = Files.createDirectories(exchange.resolve("inputs"));
        Files.writeString(exchange.resolve("args.json"), assignment.argsJson());
        for (Map.Entry<String, String> input : assignment.inputs().entrySet()) {
            Files.writeString(inputs.resolve(SafeName.of(input.getKey()) + ".json"), input.getValue());
        }
        return new RunDirectory(run, exchange, directory(run, assignment.cwd()));
    }

    private RunDirectory(Path run, Path exchange, Path cwd) {
        this.run = run;
        this.exchange = exchange;
        this.cwd = cwd;
    }

    Path cwd() {
        return cwd;
    }

    Path output() {
        return exchange.resolve("output.json");
    }

    /** What people say to the step. */
    Path steer() {
        return exchange.resolve("steer.md");
    }

    Map<String, String> variables(Assignment assignment) {
        return Map.of(
                "OPSFLOW_STEER", steer().toString(),
                "OPSFLOW_RUN_ID", assignment.runId(),
                "OPSFLOW_STEP", assignment.stepKey(),
                "OPSFLOW_ATTEMPT", Integer.toString(assignment.attemptNumber()),
                "OPSFLOW_ATTEMPT_ID", assignment.lease().attemptId(),
                "OPSFLOW_FENCE", Long.toUnsignedString(assignment.lease().fence()),
                "OPSFLOW_ARGS", exchange.resolve("args.json").toString(),
                "OPSFLOW_INPUTS", exchange.resolve("inputs").toString(),
                "OPSFLOW_OUTPUT", output().toString());
    }

    /** Deletes what went in and out; what the step made stays for the run's other steps. */
    void tidy() throws IOException {
        try (Stream<Path> files = Files.walk(exchange)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * An absolute directory is the author's choice and must be there; a relative one is within the run's directory and is
     * made when missing.
     */
    private static Path directory(Path run, String cwd) throws IOException, Rejection {
        Path wanted = Path.of(cwd);
        if (wanted.isAbsolute()) {
            if (!Files.isDirectory(wanted)) {
                throw new Rejection("cwd", "cwd " + cwd + " is not a directory on this agent's machine");
            }
            return wanted;
        }
        Path within = run.resolve(wanted).normalize();
        if (within.startsWith(run)) {
            Files.createDirectories(within);
        }
        if (!within.startsWith(run) || !within.toRealPath().startsWith(run.toRealPath())) {
            throw new Rejection(
                    "cwd",
                    "cwd " + cwd + " leads out of the run's directory: stay within it, or name an absolute directory");
        }
        return within;
    }
}
