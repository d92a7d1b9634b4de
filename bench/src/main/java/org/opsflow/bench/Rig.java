package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A server, agents and a submitting client, in processes of their own. */
final class Rig implements AutoCloseable {
    private final Subject subject;
    private final String bench = "bench-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Child fleet;
    private final Child client;

    /** What the agents do with a step, and what the client hears of it. */
    enum Kind {
        /** They complete it; the client hears that. */
        DONE,
        /** They complete it; the client hears of offers and grants too. */
        GRANTED,
        /** They work on it until they are told to end it; the client cancels it as soon as it is granted. */
        CANCELLED
    }

    Rig(Subject subject, Options options, Kind kind) {
        this.subject = subject;
        Child agentProcess = new Child(
                "agents",
                Stream.of(
                                "fleet-process",
                                "--port",
                                String.valueOf(subject.grpcPort()),
                                kind != Kind.DONE ? "--tell-all" : "",
                                kind == Kind.CANCELLED ? "--hold" : "",
                                options.offers ? "--offers" : "")
                        .filter(argument -> !argument.isEmpty())
                        .toArray(String[]::new));
        try {
            fleet = agentProcess;
            People people = subject.people();
            int momentsPort = fleet.ask(connect(people, options.agents))
                    .get("moments_port")
                    .getAsInt();
            client = new Child(
                    "client",
                    "client-process",
                    "--port",
                    String.valueOf(subject.grpcPort()),
                    "--moments-port",
                    String.valueOf(momentsPort),
                    "--definition",
                    people.definition(),
                    "--bench",
                    bench,
                    "--create-at",
                    options.rest ? people.url() : "",
                    "--cancel-at",
                    kind == Kind.CANCELLED ? people.url() : "");
            client.ask(people.key());
        } catch (RuntimeException e) {
            agentProcess.close();
            throw e;
        }
    }

    private String connect(People people, int agents) {
        StringBuilder connect = new StringBuilder("connect");
        for (int i = 0; i < agents; i++) {
            connect.append(' ').append(people.agent(bench + i));
        }
        return connect.toString();
    }

    JsonObject tellClient(String line) {
        return client.ask(line);
    }

    JsonObject totals() {
        return fleet.ask("totals");
    }

    List<LinuxProcess> processes() {
        List<LinuxProcess> processes = new ArrayList<>(subject.processes());
        processes.add(fleet.process());
        processes.add(client.process());
        return processes;
    }

    /**
     * Lets the system run empty and judges every task by its rows.
     *
     * @param failed runs that failed, calls and frames that were refused
     */
    record Verdict(long submitted, long lost, long doubled, long failed) {
        boolean isClean() {
            return lost == 0 && doubled == 0 && failed == 0;
        }

        void writeTo(Figures figures) {
            figures.put("submitted", submitted)
                    .put("lost", lost)
                    .put("doubled", doubled)
                    .put("failed", failed);
        }
    }

    Verdict drain(Database database) {
        Verdict verdict = drainThoughRefused(database);
        long refused = tellClient("drain").get("refused").getAsLong();
        return new Verdict(verdict.submitted(), verdict.lost(), verdict.doubled(), verdict.failed() + refused);
    }

    /** As {@link #drain}, where the server may refuse what is too much for it. */
    Verdict drainThoughRefused(Database database) {
        JsonObject drained = tellClient("drain");
        JsonObject totals = totals();
        long submitted = drained.get("submitted").getAsLong();
        long failed = drained.get("failed").getAsLong();
        long made = submitted - failed - drained.get("refused").getAsLong();
        long done = totals.get("done").getAsLong();
        long doubled = database.doneMoreThanOnce(bench)
                + Math.max(0, database.runs(bench) - submitted)
                + Math.max(0, done - database.runsIn(bench, "completed"));
        long broken = failed
                + database.runsIn(bench, "failed")
                + totals.get("surprises").getAsLong();
        return new Verdict(submitted, made - database.doneOnce(bench), doubled, broken);
    }

    /** Waits until the agents have done so many. */
    void awaitDone(long tasks) {
        for (long done = totals().get("done").getAsLong(), before = -1; done < tasks; ) {
            if (done == before) {
                throw new BenchFailure("The agents did nothing for ten seconds; they had done " + done + ".");
            }
            before = done;
            for (int i = 0; i < 500 && done < tasks && (done == before || i < 5); i++) {
                Window.sleepMillis(20);
                done = totals().get("done").getAsLong();
            }
        }
    }

    String bench() {
        return bench;
    }

    @Override
    public void close() {
        client.close();
        fleet.close();
    }
}
