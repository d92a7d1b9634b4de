package org.opsflow.system;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;

/** A run of one step. Each try of it writes down that it runs, and then blocks without a word until it is let go. */
final class GatedRun {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final People people;
    private final Callable<Connection> database;
    private final Witness witness;
    private final Path gates;
    private final String name;
    private final String id;

    /**
     * @param database of the server; the caller of the callable closes the connection
     * @param capability which the step requires
     * @param directory empty or missing, its own
     */
    GatedRun(People people, Callable<Connection> database, String capability, Path directory) throws IOException {
        this.people = people;
        this.database = database;
        this.gates = Files.createDirectories(directory).toAbsolutePath();
        this.witness = Witness.in(gates);
        this.name = "Held in " + directory.getFileName();
        var definition = people.publish(
                """
                name: %s
                phases: [only]
                steps:
                  - id: held
                    phase: only
                    type: script
                    requires: ["%s"]
                    command: |
                      echo "$OPSFLOW_RUN_ID $OPSFLOW_STEP $OPSFLOW_ATTEMPT $OPSFLOW_FENCE" >> %s
                      while [ ! -e %s/$OPSFLOW_ATTEMPT -a ! -e %s/all ]; do sleep 0.05; done
                """
                        .formatted(name, capability, witness.file(), gates, gates));
        this.id = people.submit(definition, new JsonObject());
    }

    /** Waits until an agent has begun this try of the step. */
    void awaitTry(int number) {
        await("try " + number).atMost(PATIENCE).until(() -> tries().size() >= number);
    }

    /** As the step's own command wrote it down. */
    List<Witness.Line> tries() {
        return witness.of(id, "held");
    }

    void letGo(int number) throws IOException {
        Files.createFile(gates.resolve(String.valueOf(number)));
    }

    /** All tries, and those to come. */
    void letGo() throws IOException {
        Files.createFile(gates.resolve("all"));
    }

    void awaitCompleted() {
        await("the end of the run").atMost(PATIENCE).until(() -> people.hasStatus(id, "completed"));
    }

    /** How often it was given to an agent. */
    List<JsonObject> attempts() {
        return people.attempts(people.step(id, "held").get("id").getAsString());
    }

    /** Waits until one and the same agent's lease on it has been kept up for so long, by the database's clock. */
    void awaitHeldFor(Duration time) {
        await("held for " + time)
                .atMost(PATIENCE.plus(time))
                .until(() -> heldFor().compareTo(time) > 0);
    }

    private Duration heldFor() throws Exception {
        try (var connection = database.call();
                var query = connection.prepareStatement("SELECT TIMESTAMPDIFF(MICROSECOND, a.leased_at, s.lease_until)"
                        + " FROM attempt a JOIN agent_session s ON s.id = a.session_id JOIN run r ON r.id = a.run_id"
                        + " WHERE r.name = ? AND a.state = 'running'")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Duration.of(rows.getLong(1), ChronoUnit.MICROS) : Duration.ZERO;
            }
        }
    }
}
