package org.opsflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process as {@code /proc} tells of it. */
record LinuxProcess(String name, long pid) {
    private static final double TICKS_PER_SECOND = 100;

    /** Processor time so far, in seconds. */
    double cpuSeconds() {
        String stat = read("stat");
        // The name in parentheses may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double rssMib() {
        return kibibytes("status", "VmRSS:") / 1024;
    }

    /** As RSS, with pages shared by several processes divided among them. */
    double pssMib() {
        return kibibytes("smaps_rollup", "Pss:") / 1024;
    }

    private double kibibytes(String file, String field) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("/proc/" + pid + "/" + file + " has no " + field));
    }

    String[] commandLine() {
        return read("cmdline").split("\0");
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid, file));
        } catch (IOException e) {
            throw new BenchFailure("Process " + name + " (" + pid + ") is not there", e);
        }
    }
}
