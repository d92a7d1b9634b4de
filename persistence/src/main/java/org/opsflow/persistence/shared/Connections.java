package org.opsflow.persistence.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Connections of the pool: one for each transaction, lent to all its statements, since asking the pool costs as much as a
 * small statement; outside of a transaction one for each.
 */
@ApplicationScoped
class Connections {
    @Resource(lookup = "jdbc/opsflow")
    private DataSource dataSource;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    /** Of threads that keep a connection for themselves ({@link KeptConnections}). */
    private final ThreadLocal<Joined> joined = new ThreadLocal<>();

    Connections() {}

    /** Where no container keeps transactions: the data source does. */
    Connections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param pipeline that the statements of the connection may take together; none when its driver has none */
    record Joined(Connection connection, Optional<Pipeline> pipeline) {}

    /** What the thread does is done by this connection; null to end that. */
    void join(Joined connection) {
        if (connection == null) {
            joined.remove();
        } else {
            joined.set(connection);
        }
    }

    /** Of the connection that the thread has joined. */
    Optional<Pipeline> pipeline() {
        Joined own = joined.get();
        return own == null ? Optional.empty() : own.pipeline();
    }

    /** For as long as the caller wants, in no transaction of a container. */
    Connection take() throws SQLException {
        return dataSource.getConnection();
    }

    interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    <T> T use(Use<T> use) {
        try {
            Joined own = joined.get();
            if (own != null) {
                return use.of(own.connection());
            }
            if (transactions != null && transactions.getTransactionKey() != null) {
                return use.of(lent());
            }
            try (Connection connection = dataSource.getConnection()) {
                return use.of(connection);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private Connection lent() throws SQLException {
        Connection known = (Connection) transactions.getResource(Connections.class);
        if (known != null) {
            return known;
        }
        Connection taken = dataSource.getConnection();
        transactions.registerInterposedSynchronization(new GivingBack(taken));
        transactions.putResource(Connections.class, taken);
        return taken;
    }

    /** Before the commit; a rollback skips that, so afterwards too. Closing twice has no effect. */
    private record GivingBack(Connection taken) implements Synchronization {
        @Override
        public void beforeCompletion() {
            close();
        }

        @Override
        public void afterCompletion(int status) {
            close();
        }

        private void close() {
            try {
                taken.close();
            } catch (SQLException e) {
                throw new DatabaseFailure(e);
            }
        }
    }
}
