package org.opsflow.persistence.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.opsflow.domain.shared.WriterTransactions;

/**
 * A connection for each writing thread. One on which anything failed is given back and not used again: the pool finds out
 * what is wrong with it.
 */
@ApplicationScoped
public class KeptConnections implements WriterTransactions {
    /** After so long it may have died unseen: a database ends connections that are idle for hours, a firewall sooner. */
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int CHECK_SECONDS = 5;

    private final ThreadLocal<Kept> kept = new ThreadLocal<>();
    private final Connections connections;
    private final LongSupplier nanoTime;

    private record Kept(Connection connection, long usedAt) {}

    @Inject
    public KeptConnections(Connections connections) {
        this(connections, System::nanoTime);
    }

    KeptConnections(Connections connections, LongSupplier nanoTime) {
        this.connections = connections;
        this.nanoTime = nanoTime;
    }

    KeptConnections() {
        this(null, null);
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        boolean committed = false;
        try {
            Connection connection = connection();
            connections.join(connection);
            T result = work.get();
            connection.commit();
            kept.set(new Kept(connection, nanoTime.getAsLong()));
            committed = true;
            return result;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        } finally {
            connections.join(null);
            if (!committed) {
                end();
            }
        }
    }

    private Connection connection() throws SQLException {
        Kept last = kept.get();
        if (last != null) {
            if (nanoTime.getAsLong() - last.usedAt() < TRUSTED_NANOS
                    || last.connection().isValid(CHECK_SECONDS)) {
                return last.connection();
            }
            end();
        }
        Connection connection = connections.take();
        kept.set(new Kept(connection, nanoTime.getAsLong()));
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void end() {
        Kept last = kept.get();
        kept.remove();
        if (last == null) {
            return;
        }
        try (Connection connection = last.connection()) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            // Whoever gets it next is told by the pool, which checks what it lends.
        }
    }
}
