package org.opsflow.persistence.shared;

import java.io.Serial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.MariaDBPlatform;

/**
 * Reads DATETIME as the text that {@link InstantColumn} expects: EclipseLink does not look at a converter's type and
 * would fetch a {@code java.sql.Timestamp}.
 */
public class UtcMariaDbPlatform extends MariaDBPlatform {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public Object getObjectFromResultSet(ResultSet rows, int column, int type, AbstractSession session)
            throws SQLException {
        if (type != Types.TIMESTAMP) {
            return super.getObjectFromResultSet(rows, column, type, session);
        }
        // Not getString: the driver makes that one by way of a Timestamp too.
        LocalDateTime value = rows.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toString();
    }
}
