package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a task waits for an agent that is free, in an open loop. */
@Command(
        name = "dispatch",
        description =
                "Milliseconds from the send of Submit until an agent has its Offer and its Granted, at a rate that"
                        + " leaves agents free.")
final class Dispatch implements Callable<Integer> {
    @Mixin
    private Options options;

    @Option(names = "--rate", paramLabel = "N", description = "Tasks a second (default ${DEFAULT-VALUE}).")
    private int rate = 50;

    @Override
    public Integer call() {
        double load = Machine.load();
        Figures figures = new Figures("dispatch");
        try (Subject subject = Subject.of(options);
                Database database = subject.database();
                Rig rig = new Rig(subject, options, Rig.Kind.GRANTED)) {
            Report.say("Warming up for " + options.warmUp + " s with " + options.agents + " agents");
            rig.tellClient("keep " + 2 * options.agents);
            Window.sleep(options.warmUp);
            rig.tellClient("drain");
            Report.say("Submitting " + rate + " tasks a second for " + options.seconds + " s");
            rig.tellClient("measure");
            Window window = new Window(database, rig.processes());
            rig.tellClient("rate " + rate + " " + options.seconds);
            window.close(0);
            Rig.Verdict verdict = rig.drain(database);
            JsonObject latencies = rig.tellClient("measured");
            JsonObject granted = latencies.getAsJsonObject("granted");
            JsonObject offer = latencies.getAsJsonObject("offer");
            JsonObject done = latencies.getAsJsonObject("done");
            figures.put("rate", rate)
                    .put("p50_ms", granted.get("p50_ms"))
                    .put("p99_ms", granted.get("p99_ms"))
                    .put("max_ms", granted.get("max_ms"))
                    .put("count", granted.get("count"))
                    .put("offer_p50_ms", offer.get("p50_ms"))
                    .put("offer_p99_ms", offer.get("p99_ms"))
                    .put("done_p50_ms", done.get("p50_ms"))
                    .put("done_p99_ms", done.get("p99_ms"))
                    .put("cpu_percent", window.cpu());
            double tasks = (double) rate * options.seconds;
            figures.put("statements_per_task", window.statements() / tasks, 2)
                    .put("commits_per_task", window.commits() / tasks, 3);
            Report.memory(figures, subject.processes());
            verdict.writeTo(figures);
            Report.circumstances(figures, options, database, load);
            figures.print(System.out, options.json);
            return verdict.isClean() ? 0 : 1;
        }
    }
}
