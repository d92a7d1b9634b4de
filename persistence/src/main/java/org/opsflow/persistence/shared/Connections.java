package org.opsflow.persistence.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
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

    Connections() {}

    /** Where no container keeps transactions: the data source does. */
    Connections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    <T> T use(Use<T> use) {
        try {
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
