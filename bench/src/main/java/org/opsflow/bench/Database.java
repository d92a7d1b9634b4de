package org.opsflow.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The server's database, read to judge what the server and its agents say. */
final class Database implements AutoCloseable {
    /** Statements that one {@link #counters} adds before the next one counts. */
    static final int OWN_STATEMENTS = 6;

    private static final int LOADED_AT_ONCE = 10_000;

    private final Connection connection;

    Database(int port, String password) {
        try {
            connection =
                    DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/opsflow", "opsflow", password);
        } catch (SQLException e) {
            throw new BenchFailure("The server's database cannot be read", e);
        }
    }

    /**
     * Counters of the whole database server.
     *
     * @param now its clock, as text that it reads back
     */
    record Counters(String now, long statements, long commits, long writes) {}

    Counters counters() {
        // First the clock: a row that ends between the two readings must not be counted twice.
        return new Counters(
                text("SELECT UTC_TIMESTAMP(6)"),
                status("Questions"),
                status("Com_commit"),
                status("Com_insert") + status("Com_update") + status("Com_delete"));
    }

    private long status(String name) {
        return number("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = ?", name);
    }

    String variable(String name) {
        return text("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_VARIABLES WHERE VARIABLE_NAME = ?", name);
    }

    /** Runs of this bench that were completed from one moment until before another. */
    long completedBetween(String names, String from, String until) {
        return number(
                "SELECT COUNT(*) FROM run WHERE name LIKE ? AND state = 'completed' AND ended_at >= ? AND ended_at < ?",
                names + "%",
                from,
                until);
    }

    long runs(String names) {
        return number("SELECT COUNT(*) FROM run WHERE name LIKE ?", names + "%");
    }

    long runsIn(String names, String state) {
        return number("SELECT COUNT(*) FROM run WHERE name LIKE ? AND state = ?", names + "%", state);
    }

    /** Completed runs with exactly one completed attempt. */
    long doneOnce(String names) {
        return number(ATTEMPTS_OF_COMPLETED.formatted("= 1"), names + "%");
    }

    /** Completed runs with more than one completed attempt. */
    long doneMoreThanOnce(String names) {
        return number(ATTEMPTS_OF_COMPLETED.formatted("> 1"), names + "%");
    }

    /**
     * Makes ready steps by copies of a run that was completed, in transactions of ten thousand.
     *
     * @param template begins the name of the run that is copied
     * @param names begins the names and client ids of the copies; the order of their numbers is that of the queue
     */
    void load(String template, String names, int steps) {
        // By its id: no index begins with the name, and the table grows while it is copied into.
        String run = text("SELECT HEX(id) FROM run WHERE name = ?", template + "0");
        for (int from = 0; from < steps; from += LOADED_AT_ONCE) {
            int until = Math.min(steps, from + LOADED_AT_ONCE);
            String numbers = " JOIN seq_" + from + "_to_" + (until - 1) + " WHERE r.id = UNHEX(?)";
            update(
                    "INSERT INTO run (id, workspace_id, definition_id, name, args, priority, state, phase_open, steps_total,"
                            + " steps_open, steps_live, client_id, created_by, created_at, revision) SELECT "
                            + id('a')
                            + ", r.workspace_id, r.definition_id, CONCAT(?, seq), r.args, r.priority, 'pending', '1',"
                            + " 1, 1, 1, CONCAT(?, seq), r.created_by, UTC_TIMESTAMP(6), 1 FROM run r" + numbers,
                    names,
                    names,
                    run);
            update(
                    "INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key,"
                            + " fence, attempts, failures, losses, ready_at, revision) SELECT "
                            + id('b') + ", r.workspace_id, " + id('a')
                            + ", 0, 'ready', 0, s.requirement_key, seq, 0, 0, 0, 0,"
                            + " UTC_TIMESTAMP(6), 1 FROM run r JOIN step s ON s.run_id = r.id" + numbers,
                    run);
        }
    }

    private static String id(char kind) {
        return "UNHEX(CONCAT('" + String.valueOf(kind).repeat(20) + "', LPAD(HEX(seq), 12, '0')))";
    }

    /** How many steps were claimed although older ones are still waiting. */
    long claimedTooEarly(String names) {
        return number(
                "SELECT COUNT(*) FROM step s JOIN run r ON r.id = s.run_id WHERE r.name LIKE ? AND s.state <> 'ready'"
                        + " AND s.order_key > (SELECT MIN(w.order_key) FROM step w JOIN run v ON v.id = w.run_id"
                        + " WHERE v.name LIKE ? AND w.state = 'ready')",
                names + "%",
                names + "%");
    }

    private void update(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new BenchFailure("The database refused to be loaded", e);
        }
    }

    private static final String ATTEMPTS_OF_COMPLETED =
            """
            SELECT COUNT(*) FROM (
                SELECT r.id FROM run r JOIN step s ON s.run_id = r.id
                JOIN attempt a ON a.step_id = s.id AND a.state = 'completed'
                WHERE r.name LIKE ? AND r.state = 'completed'
                GROUP BY r.id HAVING COUNT(*) %s) found
            """;

    private long number(String sql, String... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    private String text(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet results = statement.executeQuery()) {
                results.next();
                return results.getString(1);
            }
        } catch (SQLException e) {
            throw new BenchFailure("The database refused a question", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchFailure("The connection to the database could not be closed", e);
        }
    }
}
