package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tasks of one step in a closed loop, twice as many as agents. */
@Command(
        name = "throughput",
        description = "Tasks of one step a second: twice as many in the system as agents, each created by one call and"
                + " answered at once.")
final class Throughput implements Callable<Integer> {
    @Mixin
    private Options options;

    @Override
    public Integer call() {
        double load = Machine.load();
        Figures figures = new Figures("throughput");
        try (Subject subject = Subject.of(options);
                Database database = subject.database();
                Rig rig = new Rig(subject, options, Rig.Kind.DONE)) {
            Report.say("Warming up for " + options.warmUp + " s with " + options.agents + " agents");
            rig.tellClient("keep " + 2 * options.agents);
            Window.sleep(options.warmUp);
            Report.say("Measuring for " + options.seconds + " s");
            rig.tellClient("measure");
            long agentsBefore = rig.totals().get("done").getAsLong();
            Window window = new Window(database, rig.processes()).close(options.seconds);
            long agentsTotal = rig.totals().get("done").getAsLong() - agentsBefore;
            JsonObject latencies = rig.tellClient("measured").getAsJsonObject("done");
            Report.memory(figures, subject.processes());
            Rig.Verdict verdict = rig.drain(database);
            long tasks = database.completedBetween(rig.bench(), window.from(), window.until());
            figures.put("tasks_per_second", tasks / window.seconds(), 0)
                    .put("agents_total_per_second", agentsTotal / window.seconds(), 0)
                    .put("p50_ms", latencies.get("p50_ms"))
                    .put("p99_ms", latencies.get("p99_ms"))
                    .put("cpu_percent", window.cpu())
                    .put("statements_per_task", window.statements() / tasks, 2)
                    .put("commits_per_task", window.commits() / tasks, 3)
                    .put("db_writes_per_second", window.writes() / window.seconds(), 0);
            verdict.writeTo(figures);
            Report.circumstances(figures, options, database, load);
            figures.print(System.out, options.json);
            return verdict.isClean() ? 0 : 1;
        }
    }
}
