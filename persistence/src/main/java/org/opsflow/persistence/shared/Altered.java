package org.opsflow.persistence.shared;

import java.sql.SQLException;

/**
 * A table that was altered since a bulk statement on it was prepared, as a newer node does it while older ones work. MariaDB
 * then answers that statement with an error that has no number and no text, each time again, for as long as the connection
 * lives; a statement for one row is prepared anew instead. So such a connection has to end.
 */
final class Altered {
    private Altered() {}

    static boolean causes(SQLException failure) {
        return failure.getErrorCode() == 0 && "HY000".equals(failure.getSQLState());
    }
}
