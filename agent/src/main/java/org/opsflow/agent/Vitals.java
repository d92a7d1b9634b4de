package org.opsflow.agent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.opsflow.proto.agent.v1.Heartbeat;

/** The machine's state as of the last look. Looking can hang with the disk, so it is never done by the one who asks. */
final class Vitals {
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
            seen.setFreeMemoryBytes(machine.getFreeMemorySize());
        }
        return seen.setFreeDiskBytes(disk.toFile().getUsableSpace()).build();
    }
}
