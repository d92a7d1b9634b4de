package org.opsflow.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An agent under test: a program that runs script steps and finds in its environment OPSFLOW_SERVER (host:port),
 * OPSFLOW_KEY and OPSFLOW_SLOTS.
 *
 * @param command in whose words {@code {slots}} and {@code {directory}} (its own, empty) are filled in
 */
public record Program(List<String> command) {

    /** As started by the kit. */
    record Running(Process process, Path output) {

        /** What it printed, for whoever has to find out why. */
        String said() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                return e.toString();
            }
        }

        /** With everything that it started; halted first, or it might start something more meanwhile. */
        void kill() {
            try {
                new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            List<ProcessHandle> all = process.descendants().toList();
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    Running start(Path directory, int slots, Map<String, String> environment) {
        Path own = directory.resolve("agent");
        File output = directory.resolve("output").toFile();
        try {
            Files.createDirectories(own);
            ProcessBuilder builder = new ProcessBuilder(command.stream()
                            .map(word -> word.replace("{slots}", String.valueOf(slots))
                                    .replace("{directory}", own.toString()))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(output);
            builder.environment().putAll(environment);
            // What it leaves behind when it is killed goes with the rest.
            builder.environment().put("TMPDIR", own.toString());
            builder.environment().put("OPSFLOW_SLOTS", String.valueOf(slots));
            return new Running(builder.start(), output.toPath());
        } catch (IOException e) {
            throw new IllegalArgumentException("The agent cannot be started: " + e.getMessage(), e);
        }
    }
}
