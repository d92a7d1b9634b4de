package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How soon an agent hears that a person cancelled the run it works on. */
@Command(
        name = "cancel",
        description = "Milliseconds from the request that cancels a run until the agent that works on it is told, while"
                + " runs are started and cancelled at a rate.")
final class Cancel implements Callable<Integer> {
    @Mixin
    private Options options;

    @Option(names = "--rate", paramLabel = "N", description = "Runs a second (default ${DEFAULT-VALUE}).")
    private int rate = 20;

    @Override
    public Integer call() {
        double load = Machine.load();
        Figures figures = new Figures("cancel");
        try (Subject subject = Subject.of(options);
                Database database = subject.database();
                Rig rig = new Rig(subject, options, Rig.Kind.CANCELLED)) {
            Report.say("Warming up for " + options.warmUp + " s with " + options.agents + " agents");
            rig.tellClient("rate " + rate + " " + options.warmUp);
            rig.tellClient("measure");
            Report.say("Cancelling " + rate + " runs a second for " + options.seconds + " s");
            Window window = new Window(database, rig.processes());
            rig.tellClient("rate " + rate + " " + options.seconds);
            window.close(0);
            JsonObject drained = rig.tellClient("drain");
            JsonObject told = rig.tellClient("measured").getAsJsonObject("told");
            long submitted = drained.get("submitted").getAsLong();
            long cancelled = database.runsIn(rig.bench(), "cancelled");
            long failed = drained.get("failed").getAsLong()
                    + rig.totals().get("surprises").getAsLong();
            Rig.Verdict verdict = new Rig.Verdict(
                    submitted, submitted - cancelled, Math.max(0, database.runs(rig.bench()) - submitted), failed);
            figures.put("rate", rate)
                    .put("p50_ms", told.get("p50_ms"))
                    .put("p99_ms", told.get("p99_ms"))
                    .put("max_ms", told.get("max_ms"))
                    .put("count", told.get("count"))
                    .put("cpu_percent", window.cpu());
            Report.memory(figures, subject.processes());
            verdict.writeTo(figures);
            Report.circumstances(figures, options, database, load);
            figures.print(System.out, options.json);
            return verdict.isClean() ? 0 : 1;
        }
    }
}
