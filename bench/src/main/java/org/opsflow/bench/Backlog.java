package org.opsflow.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a long queue is served as fast as a short one, and in its order. */
@Command(
        name = "backlog",
        description = "Tasks a second out of a queue of a million, against those of a queue that is nearly empty, and"
                + " whether its order is kept.")
final class Backlog implements Callable<Integer> {
    private static final int LEAD_IN = 5_000;

    @Mixin
    private Options options;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Ready steps before the agents come (default ${DEFAULT-VALUE}).")
    private int steps = 1_000_000;

    @Option(names = "--drain", paramLabel = "N", description = "How many to measure (default ${DEFAULT-VALUE}).")
    private int drain = 50_000;

    @Override
    public Integer call() {
        double load = Machine.load();
        Figures figures = new Figures("backlog");
        try (Subject subject = Subject.of(options);
                Database database = subject.database()) {
            double empty;
            String template;
            Rig.Verdict verdict;
            try (Rig rig = new Rig(subject, options, Rig.Kind.DONE)) {
                Report.say("Warming up for " + options.warmUp + " s with " + options.agents + " agents");
                rig.tellClient("keep " + 2 * options.agents);
                Window.sleep(options.warmUp);
                Report.say("Measuring the empty queue for " + options.seconds + " s");
                Window window = new Window(database, rig.processes()).close(options.seconds);
                verdict = rig.drain(database);
                empty = database.completedBetween(rig.bench(), window.from(), window.until()) / window.seconds();
                template = rig.bench();
            }
            String loaded = template + "backlog-";
            Report.say("Loading " + steps + " ready steps");
            database.load(template, loaded, steps);
            try (Rig rig = new Rig(subject, options, Rig.Kind.DONE)) {
                Report.say("Draining " + drain + " of them");
                rig.awaitDone(LEAD_IN);
                long before = rig.totals().get("done").getAsLong();
                long began = System.nanoTime();
                rig.awaitDone(LEAD_IN + drain);
                double seconds = (System.nanoTime() - began) / 1e9;
                double rate = (rig.totals().get("done").getAsLong() - before) / seconds;
                long overtaken = database.claimedTooEarly(loaded);
                long surprises = rig.totals().get("surprises").getAsLong();
                long doubled = database.doneMoreThanOnce(loaded);
                figures.put("tasks_per_second", rate, 0)
                        .put("empty_queue_tasks_per_second", empty, 0)
                        .put("ratio", rate / empty, 2)
                        .put("steps", steps)
                        .put("drained", drain)
                        .put("claimed_ahead_of_older", overtaken);
                Report.memory(figures, subject.processes());
                new Rig.Verdict(
                                verdict.submitted() + steps,
                                verdict.lost() + Math.max(0, steps - database.runs(loaded)),
                                verdict.doubled() + doubled,
                                verdict.failed() + surprises)
                        .writeTo(figures);
                Report.circumstances(figures, options, database, load);
                figures.print(System.out, options.json);
                boolean inOrder = overtaken <= options.agents;
                return verdict.isClean() && doubled == 0 && surprises == 0 && inOrder ? 0 : 1;
            }
        }
    }
}
