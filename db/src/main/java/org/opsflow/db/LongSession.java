package org.opsflow.db;

import java.sql.Connection;
import java.sql.SQLException;

/** Lifts the limits that keep the server's transactions short, for changes of large tables; closing puts them back. */
final class LongSession implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommit;

    LongSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        execute("SET @opsflow_statement_time = @@max_statement_time, @opsflow_idle = @@idle_transaction_timeout");
        execute("SET SESSION max_statement_time = 0, SESSION idle_transaction_timeout = 0");
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(autoCommit);
            execute("SET SESSION max_statement_time = @opsflow_statement_time,"
                    + " SESSION idle_transaction_timeout = @opsflow_idle");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
