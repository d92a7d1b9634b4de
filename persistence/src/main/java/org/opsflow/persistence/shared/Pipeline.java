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
import java.util.regex.Pattern;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Connection;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.export.HaMode;
import org.mariadb.jdbc.message.ClientMessage;
import org.mariadb.jdbc.util.constants.Capabilities;

/**
 * Statements of one connection that travel together. Each waits until the rows of one are wanted, or the transaction ends;
 * then all are sent in their order before the first answer is read. A batch of one command would wait nine times for an
 * answer and to be woken by it, each time for as long as the way to the database and back takes.
 *
 * <p>JDBC has no words for that. MariaDB's driver sends its own batches so; here its client is asked for the same, which
 * ties this class and {@link PipelinedStatement} to the driver's inner types. With a driver or an option that this was not
 * made for there is no pipeline, and each statement makes its own way.
 *
 * <p>When one fails, the database still goes through those behind it: they may wait for locks of their own. Nothing of them
 * lasts, since the transaction is rolled back.
 */
final class Pipeline {
    /** Ids are 16 bytes: so many find room on the way while a long answer comes. */
    private static final int MOST_AFTER_A_QUERY = 1_024;

    /** Some servers answer a bulk statement for each row; so many answers find room while rows are still sent. */
    private static final int MOST_ROWS = 1_000;

    private static final Pattern KNOWN = Pattern.compile("3\\.5\\.(?:[6-9]|[1-9][0-9]+)");

    private final Connection connection;
    private final List<PipelinedStatement> waiting = new ArrayList<>();
    private final List<Rows<?>> queries = new ArrayList<>();
    private int rows;

    private Pipeline(Connection connection) {
        this.connection = connection;
    }

    /** @throws LinkageError when the application does not see the driver */
    static Optional<Pipeline> of(java.sql.Connection connection) throws SQLException {
        // A pool may answer "unwrap" with a proxy, but hands out what the driver says of itself.
        DatabaseMetaData driver = connection.getMetaData();
        if (!isKnown(driver) || !(driver.getConnection() instanceof Connection own)) {
            return Optional.empty();
        }
        new PipelinedStatement("SELECT 1", own).close();
        return permits(own.getContext()) ? Optional.of(new Pipeline(own)) : Optional.empty();
    }

    /** Inner types may be others in another minor version; before 3.5.6 the driver lost answers when it could not send. */
    static boolean isKnown(DatabaseMetaData driver) throws SQLException {
        return KNOWN.matcher(driver.getDriverVersion()).matches();
    }

    private static boolean permits(Context context) {
        Configuration options = context.getConf();
        return options.useBulkStmts()
                && context.hasServerCapability(Capabilities.STMT_BULK_OPERATIONS)
                // These reconnect unseen, or ask something else before the answers are read.
                && options.haMode() == HaMode.NONE
                && !options.transactionReplay()
                && !options.includeInnodbStatusInDeadlockExceptions();
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
        PipelinedStatement statement = bound(sql, rows);
        waiting.add(statement);
        this.rows += statement.rows();
        if (this.rows > MOST_ROWS) {
            send();
        }
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
            ClientMessage[] messages = new ClientMessage[waiting.size()];
            for (int i = 0; i < messages.length; i++) {
                messages[i] = waiting.get(i).message();
            }
            exchange(messages);
            for (Rows<?> query : queries) {
                query.read();
            }
        } finally {
            forget();
        }
    }

    private void exchange(ClientMessage[] messages) throws SQLException {
        boolean usable = false;
        try {
            connection
                    .getClient()
                    .executePipeline(
                            messages,
                            null,
                            0,
                            0,
                            ResultSet.CONCUR_READ_ONLY,
                            ResultSet.TYPE_FORWARD_ONLY,
                            false,
                            false);
            usable = true;
        } catch (SQLException told) {
            usable = !Altered.causes(told);
            throw told;
        } finally {
            if (!usable) {
                // Who used it next would read the answers that are left, or be told the same again.
                connection.abort(Runnable::run);
            }
        }
    }

    /** What waits is never sent. */
    void forget() {
        List<PipelinedStatement> over = List.copyOf(waiting);
        waiting.clear();
        queries.clear();
        rows = 0;
        for (PipelinedStatement statement : over) {
            try {
                statement.close();
            } catch (SQLException connectionIsGone) {
                // And the statement with it. Whoever uses the connection is told the same.
            }
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
