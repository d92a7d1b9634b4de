package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stretch of time, measured from outside: what the processes and the database used in it. */
final class Window {
    private final Database database;
    private final List<LinuxProcess> processes;
    private final long began = System.nanoTime();
    private final Database.Counters before;
    private final List<Double> cpuBefore = new ArrayList<>();
    private Database.Counters after;
    private double seconds;
    private final JsonObject cpu = new JsonObject();

    Window(Database database, List<LinuxProcess> processes) {
        this.database = database;
        this.processes = processes;
        this.before = database.counters();
        processes.forEach(process -> cpuBefore.add(process.cpuSeconds()));
    }

    Window close(int length) {
        sleep(length);
        after = database.counters();
        seconds = (System.nanoTime() - began) / 1e9;
        for (int i = 0; i < processes.size(); i++) {
            LinuxProcess process = processes.get(i);
            cpu.addProperty(
                    process.name(), Figures.rounded(100 * (process.cpuSeconds() - cpuBefore.get(i)) / seconds, 0));
        }
        return this;
    }

    static void sleep(int seconds) {
        sleepMillis(TimeUnit.SECONDS.toMillis(seconds));
    }

    static void sleepMillis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The bench was interrupted", e);
        }
    }

    double seconds() {
        return seconds;
    }

    /** Percent of one core, by process. */
    JsonObject cpu() {
        return cpu;
    }

    String from() {
        return before.now();
    }

    String until() {
        return after.now();
    }

    /** Without what the bench itself asked. */
    double statements() {
        return after.statements() - before.statements() - Database.OWN_STATEMENTS;
    }

    double commits() {
        return after.commits() - before.commits();
    }

    double writes() {
        return after.writes() - before.writes();
    }
}
