package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of a server that is given more than it can do. */
@Command(
        name = "overload",
        description =
                "Completions a second while twice as many tasks are submitted as the server completes at its best,"
                        + " and what it says to those it refuses.")
final class Overload implements Callable<Integer> {
    @Mixin
    private Options options;

    @Option(
            names = "--overload-seconds",
            paramLabel = "N",
            description = "How long to submit too much (default ${DEFAULT-VALUE}).")
    private int overloadSeconds = 60;

    @Override
    public Integer call() {
        double load = Machine.load();
        Figures figures = new Figures("overload");
        try (Subject subject = Subject.of(options);
                Database database = subject.database();
                Rig rig = new Rig(subject, options, Rig.Kind.DONE)) {
            Report.say("Warming up for " + options.warmUp + " s with " + options.agents + " agents");
            rig.tellClient("keep " + 2 * options.agents);
            Window.sleep(options.warmUp);
            Report.say("Measuring the peak for " + options.seconds + " s");
            Window peakWindow = new Window(database, rig.processes()).close(options.seconds);
            rig.tellClient("drain");
            double peak = database.completedBetween(rig.bench(), peakWindow.from(), peakWindow.until())
                    / peakWindow.seconds();
            int rate = (int) Math.round(2 * peak);
            Report.say("Submitting " + rate + " tasks a second for " + overloadSeconds + " s");
            rig.tellClient("measure");
            Window window = new Window(database, rig.processes());
            rig.tellClient("rate " + rate + " " + overloadSeconds);
            window.close(0);
            double completed = database.completedBetween(rig.bench(), window.from(), window.until()) / window.seconds();
            JsonObject accepted = rig.tellClient("measured").getAsJsonObject("accepted");
            Rig.Verdict verdict = rig.drainThoughRefused(database);
            JsonObject drained = rig.tellClient("drain");
            long unhinted = drained.get("refused_without_hint").getAsLong();
            figures.put("tasks_per_second", completed, 0)
                    .put("peak_tasks_per_second", peak, 0)
                    .put("ratio", completed / peak, 2)
                    .put("rate", rate)
                    .put("accepted", accepted.get("count"))
                    .put("p50_ms", accepted.get("p50_ms"))
                    .put("p99_ms", accepted.get("p99_ms"))
                    .put("refused", drained.get("refused").getAsLong())
                    .put("refused_without_hint", unhinted)
                    .put("cpu_percent", window.cpu());
            Report.memory(figures, subject.processes());
            verdict.writeTo(figures);
            Report.circumstances(figures, options, database, load);
            figures.print(System.out, options.json);
            return verdict.isClean() && unhinted == 0 ? 0 : 1;
        }
    }
}
