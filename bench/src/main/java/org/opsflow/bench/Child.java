package org.opsflow.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of the bench's own that answers each line it is told with one line of JSON, and ends with its input. */
final class Child implements AutoCloseable {
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    Child(String name, String... arguments) {
        this.name = name;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new BenchFailure("The process of the " + name + " did not start", e);
        }
        in = process.outputWriter();
        out = process.inputReader();
    }

    LinuxProcess process() {
        return new LinuxProcess(name, process.pid());
    }

    /** Says a line and waits for its answer. */
    JsonObject ask(String line) {
        try {
            in.write(line);
            in.newLine();
            in.flush();
            String answer = out.readLine();
            if (answer == null) {
                throw new BenchFailure("The process of the " + name + " ended early.");
            }
            return JsonParser.parseString(answer).getAsJsonObject();
        } catch (IOException e) {
            throw new BenchFailure("The process of the " + name + " cannot be reached", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
