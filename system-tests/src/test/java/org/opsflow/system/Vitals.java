package org.opsflow.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a process has taken of its machine.
 *
 * @param heap bytes of objects that are in use, after a full collection
 * @param files open descriptors, sockets included
 */
record Vitals(long heap, long threads, long files) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    /** Of a JVM. */
    static Vitals of(long pid) {
        var proc = Path.of("/proc", String.valueOf(pid));
        return new Vitals(heap(pid), count(proc.resolve("task")), count(proc.resolve("fd")));
    }

    private static long count(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long heap(long pid) {
        try {
            var jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                            String.valueOf(pid),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var total = TOTAL.matcher(histogram);
            if (!total.find()) {
                throw new IllegalStateException("jcmd says no total: " + histogram);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
