package org.opsflow.persistence.shared;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mariadb.jdbc.Connection;
import org.mariadb.jdbc.message.ClientMessage;

/**
 * Statements of one connection that travel together. Each waits until the rows of one are wanted, or the transaction ends;
 * then all are sent in their order before the first answer is read. What takes time in a small transaction is not the
 * database's work but to wait for each answer and to be woken by it.
 *
 * <p>JDBC has no words for that. MariaDB's driver sends its own batches so; here its client is asked for the same, which
 * ties this class and {@link PipelinedStatement} to the driver's inner types. With another driver, or one that the
 * application does not see, there is no pipeline, and each statement makes its own way.
 */
final class Pipeline {
    /** Ids are 16 bytes: so many find room on the way. */
    private static final int MOST_AFTER_A_QUERY = 1_000;

    private final Connection connection;
    private final List<PipelinedStatement> waiting = new ArrayList<>();
    private final List<Rows<?>> queries = new ArrayList<>();

    private Pipeline(Connection connection) {
        this.connection = connection;
    }

    static Optional<Pipeline> of(java.sql.Connection connection) throws SQLException {
        // Pools answer "unwrap" with a proxy, but hand out what the driver says of itself.
        DatabaseMetaData driver = connection.getMetaData();
        return isKnown(driver) && driver.getConnection() instanceof Connection own
                ? Optional.of(new Pipeline(own))
                : Optional.empty();
    }

    /** Inner types may be others in another minor version. */
    private static boolean isKnown(DatabaseMetaData driver) throws SQLException {
        return driver.getDriverMajorVersion() == 3 && driver.getDriverMinorVersion() == 5;
    }

    interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    /** Rows that are read when somebody looks at the list. */
    <T> List<T> query(String sql, Binding parameters, Function<Row, T> mapper) throws SQLException {
        PipelinedStatement statement = bound(sql, parameters);
        if (!queries.isEmpty() && statement.parameters() > MOST_AFTER_A_QUERY) {
            send();
        }
        waiting.add(statement);
        Rows<T> rows = new Rows<>(statement, mapper);
        queries.add(rows);
        return rows;
    }

    /**
     * Stored with the next rows that are looked at, or at the end. Not sent behind a query: while its answer comes, nobody
     * reads what may be long; both sides would wait for the other for ever.
     */
    void update(String sql, Binding rows) throws SQLException {
        if (!queries.isEmpty()) {
            send();
        }
        waiting.add(bound(sql, rows));
    }

    private PipelinedStatement bound(String sql, Binding parameters) throws SQLException {
        PipelinedStatement statement = new PipelinedStatement(sql, connection);
        parameters.to(statement);
        return statement;
    }

    /** Sends what waits and reads all answers. */
    void send() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            List<ClientMessage> messages = new ArrayList<>();
            for (PipelinedStatement statement : waiting) {
                messages.addAll(statement.messages());
            }
            connection
                    .getClient()
                    .executePipeline(
                            messages.toArray(ClientMessage[]::new),
                            null,
                            0,
                            0,
                            ResultSet.CONCUR_READ_ONLY,
                            ResultSet.TYPE_FORWARD_ONLY,
                            false,
                            false);
            for (Rows<?> rows : queries) {
                rows.read();
            }
        } finally {
            forget();
        }
    }

    /** What waits is never sent. */
    void forget() throws SQLException {
        List<PipelinedStatement> over = List.copyOf(waiting);
        waiting.clear();
        queries.clear();
        for (PipelinedStatement statement : over) {
            statement.close();
        }
    }

    private final class Rows<T> extends AbstractList<T> {
        private final PipelinedStatement statement;
        private final Function<Row, T> mapper;
        private List<T> read;

        Rows(PipelinedStatement statement, Function<Row, T> mapper) {
            this.statement = statement;
            this.mapper = mapper;
        }

        void read() throws SQLException {
            List<T> mapped = new ArrayList<>();
            try (ResultSet results = statement.answer()) {
                Row row = new Row(results);
                while (results.next()) {
                    mapped.add(mapper.apply(row));
                }
            }
            read = mapped;
        }

        private List<T> rows() {
            if (read == null) {
                try {
                    send();
                } catch (SQLException e) {
                    throw new DatabaseFailure(e);
                }
            }
            if (read == null) {
                throw new IllegalStateException("The transaction of these rows has failed");
            }
            return read;
        }

        @Override
        public T get(int index) {
            return rows().get(index);
        }

        @Override
        public int size() {
            return rows().size();
        }
    }
}
