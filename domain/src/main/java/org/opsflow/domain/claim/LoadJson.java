package org.opsflow.domain.claim;

import jakarta.json.stream.JsonGenerator;

/** What a process said of itself, as docs/live.md shows it: the members, without braces; what it does not know is absent. */
public final class LoadJson {
    private LoadJson() {}

    public static void members(JsonGenerator json, ProcessSignal signal) {
        Load load = signal.load();
        load.freeSlots().ifPresent(slots -> json.write("free_slots", slots));
        load.cpuPercent().ifPresent(percent -> json.write("cpu_percent", percent));
        load.freeMemoryBytes().ifPresent(bytes -> json.write("free_memory_bytes", bytes));
        load.freeDiskBytes().ifPresent(bytes -> json.write("free_disk_bytes", bytes));
        json.write("alive_at", signal.aliveAt().toString());
    }
}
