package org.opsflow.persistence.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
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

    private record Kept(Connections.Joined joined, long usedAt) {}

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
            Connections.Joined joined = joined();
            connections.join(joined);
            T result = work.get();
            if (joined.pipeline().isPresent()) {
                // Not with the commit: that would be made, too, when one of them failed.
                joined.pipeline().get().send();
            }
            joined.connection().commit();
            kept.set(new Kept(joined, nanoTime.getAsLong()));
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

    private Connections.Joined joined() throws SQLException {
        Kept last = kept.get();
        if (last != null) {
            if (nanoTime.getAsLong() - last.usedAt() < TRUSTED_NANOS
                    || last.joined().connection().isValid(CHECK_SECONDS)) {
                return last.joined();
            }
            end();
        }
        Connection connection = connections.take();
        kept.set(new Kept(new Connections.Joined(connection, Optional.empty()), nanoTime.getAsLong()));
        connection.setAutoCommit(false);
        Connections.Joined joined = new Connections.Joined(connection, pipelineOf(connection));
        kept.set(new Kept(joined, nanoTime.getAsLong()));
        return joined;
    }

    private static Optional<Pipeline> pipelineOf(Connection connection) throws SQLException {
        try {
            return Pipeline.of(connection);
        } catch (LinkageError notSeen) {
            // The driver is a container's, which keeps it from applications.
            return Optional.empty();
        }
    }

    @Override
    public void end() {
        Kept last = kept.get();
        kept.remove();
        if (last == null) {
            return;
        }
        try (Connection connection = last.joined().connection()) {
            last.joined().pipeline().ifPresent(Pipeline::forget);
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            // Whoever gets it next is told by the pool, which checks what it lends.
        }
    }
}
