package org.opsflow.persistence.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Statements that travel together, in transactions that somebody else begins and ends. */
public final class Piped {
    private final Connections connections;

    public Piped(DataSource dataSource) {
        connections = new Connections(dataSource);
    }

    public Sql sql() {
        return new Sql(connections);
    }

    /** The work, by statements of the connection. */
    public <T> T on(Connection connection, Supplier<T> work) {
        try {
            Pipeline pipeline = Pipeline.of(connection).orElseThrow();
            connections.join(new Connections.Joined(connection, Optional.of(pipeline)));
            try {
                T result = work.get();
                pipeline.send();
                return result;
            } finally {
                connections.join(null);
                pipeline.forget();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
