package org.opsflow.system;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What suites leave under way on the server they share. An agent that was cut off keeps what it held, or had to stop, until its
 * lease runs out: that takes minutes here, and would change the tables in the middle of a later suite that compares them.
 */
final class Leftovers {

    private static final String HELD = "attempt a JOIN agent_session s ON s.id = a.session_id"
            + " WHERE a.state IN ('leased', 'running', 'stopping')";

    /** All that the server does something about by itself. */
    private static final String UNDER_WAY = "SELECT (SELECT COUNT(*) FROM agent_session WHERE connected)"
            + " + (SELECT COUNT(*) FROM " + HELD + ")"
            + " + (SELECT COUNT(*) FROM agent_control WHERE attempt_id IS NOT NULL"
            + " AND state IN ('requested', 'delivered'))"
            + " + (SELECT COUNT(*) FROM agent_pause WHERE drained_at IS NULL)";

    /** Those who are still connected hold theirs: that they leave is waited for. */
    private static final String GONE =
            "SELECT DISTINCT s.id FROM " + HELD + " AND NOT s.connected AND s.lease_until > UTC_TIMESTAMP(6)";

    private static final String LAPSE =
            "UPDATE agent_session SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = ? AND NOT connected";

    private Leftovers() {}

    /** Afterwards nothing changes by itself: no agent of an earlier suite is there, and nothing waits for one. */
    static void end(LiveServer server) {
        try (var database = server.connect()) {
            await("the end of what others did")
                    .atMost(Conversation.PATIENCE.multipliedBy(3))
                    .until(() -> isOver(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOver(Connection database) throws SQLException {
        for (var session : gone(database)) {
            lapse(database, session);
        }
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(UNDER_WAY)) {
            rows.next();
            return rows.getLong(1) == 0;
        }
    }

    private static List<byte[]> gone(Connection database) throws SQLException {
        var ids = new ArrayList<byte[]>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(GONE)) {
            while (rows.next()) {
                ids.add(rows.getBytes(1));
            }
        }
        return ids;
    }

    /** One by one: who locks nothing else is in nobody's way. */
    private static void lapse(Connection database, byte[] session) throws SQLException {
        try (var statement = database.prepareStatement(LAPSE)) {
            statement.setBytes(1, session);
            statement.executeUpdate();
        }
    }
}
