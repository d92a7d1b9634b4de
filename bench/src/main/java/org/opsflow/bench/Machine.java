package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a figure was measured: without it the figure says nothing. */
final class Machine {
    private Machine() {}

    static JsonObject describe() {
        JsonObject json = new JsonObject();
        json.addProperty("cpu", value("/proc/cpuinfo", "model name"));
        json.addProperty("cores", Runtime.getRuntime().availableProcessors());
        json.addProperty("memory", value("/proc/meminfo", "MemTotal"));
        json.addProperty("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        json.addProperty("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return json;
    }

    /** Of the last minute, for the reader to judge what else was running. */
    static double load() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException e) {
            return -1;
        }
    }

    /** With {@code -dirty} when files were changed since; "unknown" outside a clone. */
    static String revision() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(Options.source().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !text.isEmpty() ? text : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String value(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
