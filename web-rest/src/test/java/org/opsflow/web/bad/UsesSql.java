package org.opsflow.web.bad;

import java.sql.Connection;
import java.sql.SQLException;
import org.opsflow.persistence.shared.Sql;

/** A bad example: a resource that asks the database. */
public final class UsesSql {
    void close(Connection connection) throws SQLException {
        connection.close();
    }

    Class<?> sql() {
        return Sql.class;
    }
}
