package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a server costs while nothing happens. */
@Command(
        name = "idle",
        description = "Seconds from the start of the command until ready, and what a server uses while nothing happens:"
                + " alone, and with agents that wait (100 unless told otherwise).")
final class Idle implements Callable<Integer> {
    private static final int REST_SECONDS = 30;
    private static final int MANY = 10_000;

    @Mixin
    private Options options;

    @Override
    public Integer call() {
        if (options.runningServer().isPresent()) {
            throw new BenchFailure("idle measures the start too: it needs a server of its own, so leave out --data.");
        }
        options.agents = options.agents == new Options().agents ? MANY : options.agents;
        double load = Machine.load();
        Figures figures = new Figures("idle");
        Path data = Subject.directory();
        Report.say("Starting on an empty directory");
        long began = System.nanoTime();
        Subject first = Subject.start(options, data);
        figures.put("first_ready_seconds", (System.nanoTime() - began) / 1e9, 1);
        first.stop();
        Report.say("Starting again");
        began = System.nanoTime();
        try (Subject subject = Subject.start(options, data);
                Database database = subject.database()) {
            figures.put("ready_seconds", (System.nanoTime() - began) / 1e9, 1);
            Report.say("Resting for " + REST_SECONDS + " s, measuring for " + options.seconds + " s");
            figures.put("alone", rested(subject, database));
            Report.say("The same with " + options.agents + " agents");
            try (Rig agents = new Rig(subject, options, Rig.Kind.DONE)) {
                figures.put("with_agents", rested(subject, database));
                agents.totals();
            }
            Report.circumstances(figures, options, database, load);
        }
        figures.print(System.out, options.json);
        return 0;
    }

    private JsonObject rested(Subject subject, Database database) {
        Window.sleep(REST_SECONDS);
        Figures figures = new Figures();
        Report.memory(figures, subject.processes());
        Window window = new Window(database, subject.processes()).close(options.seconds);
        figures.put("statements_per_second", window.statements() / window.seconds(), 2)
                .put("db_writes_per_second", window.writes() / window.seconds(), 2)
                .put("cpu_percent", window.cpu());
        return figures.json();
    }
}
