package org.opsflow.agent;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opsflow.proto.agent.v1.Heartbeat;

/** The machine's state as of the last look. Looking can hang with the disk, so it is never done by the one who asks. */
final class Vitals {
    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +([0-9]+) kB");

    private final Path disk;
    private final Executor looker;
    private volatile Heartbeat last = Heartbeat.getDefaultInstance();

    Vitals(Path disk, Executor looker) {
        this.disk = disk;
        this.looker = looker;
    }

    /** What was seen last; asks for a fresh look. */
    Heartbeat.Builder heartbeat() {
        looker.execute(() -> last = look());
        return last.toBuilder();
    }

    private Heartbeat look() {
        Heartbeat.Builder seen = Heartbeat.newBuilder();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
            double load = machine.getCpuLoad();
            if (load >= 0) {
                seen.setCpuPercent((int) Math.round(load * 100));
            }
            freeMemory(machine).ifPresent(seen::setFreeMemoryBytes);
        }
        long space = disk.toFile().getUsableSpace();
        // Also 0 when it cannot be told.
        if (space > 0 || disk.toFile().getTotalSpace() > 0) {
            seen.setFreeDiskBytes(space);
        }
        return seen.build();
    }

    /** On Linux what the JDK calls free leaves out what the system gives back at once: it is asked itself. */
    private static OptionalLong freeMemory(OperatingSystemMXBean machine) {
        if (!Files.exists(LINUX)) {
            return OptionalLong.of(machine.getFreeMemorySize());
        }
        try (Stream<String> lines = Files.lines(LINUX)) {
            return lines.map(AVAILABLE::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)) * 1_024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
