package org.opsflow.db;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The right to look at and change the tables, held by one database session at a time; it dies with its holder.
 *
 * <p>Liquibase takes a lock of its own, but only after it has made its book of changes: two that start at once on an empty
 * database would both make it.
 */
record TableLock(Connection connection) implements AutoCloseable {

    private static final String NAME = "CONCAT(DATABASE(), '.opsflow-tables')";
    private static final int LIMIT_SECONDS = 600;

    /** Waits for whoever holds it. */
    static TableLock take(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT GET_LOCK(" + NAME + ", " + LIMIT_SECONDS + ")")) {
            if (!result.next() || result.getInt(1) != 1) {
                throw new SQLException("another Opsflow has been changing the tables for " + LIMIT_SECONDS + " s");
            }
            return new TableLock(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DO RELEASE_LOCK(" + NAME + ")");
        }
    }
}
