package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.opsflow.db.Invariants;

/** Looks after a server under attack: what may not change, and what must still work. */
final class Watch implements AutoCloseable {

    private final LiveServer server;
    private final Connection database;
    private final Victim bystander;
    private Tables before;

    private Watch(LiveServer server, String name) {
        this.server = server;
        this.database = server.connect();
        this.bystander = new Victim(server, "bystander-" + name);
    }

    /** Begins when nothing changes by itself any more. */
    static Watch over(LiveServer server, String name) {
        var watch = new Watch(server, name);
        Leftovers.end(server);
        return watch;
    }

    Connection database() {
        return database;
    }

    /** From here on nothing may change. */
    void begin() throws SQLException {
        before = Tables.of(database);
    }

    /** What is undone, such as a file that was begun, may be undone after the answer. */
    void nothingHasChanged(String after) {
        await().atMost(Conversation.PATIENCE)
                .untilAsserted(() ->
                        assertThat(Tables.of(database)).as("after %s", after).isEqualTo(before));
    }

    /** No row but these has come or gone. */
    void onlyGrew(String after, Map<String, Long> growth) {
        await().atMost(Conversation.PATIENCE)
                .untilAsserted(() -> assertThat(Tables.of(database).growthSince(before))
                        .as("after %s", after)
                        .isEqualTo(growth));
    }

    /** A good agent does a run, and the server has nothing to complain of. */
    void allIsWell() throws SQLException {
        bystander.ready();
        bystander.complete();
        bystander.close();
        assertThat(server.failures()).isEmpty();
        assertThat(Invariants.check(database)).isEmpty();
    }

    @Override
    public void close() throws SQLException {
        bystander.close();
        database.close();
    }
}
