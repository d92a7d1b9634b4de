package org.opsflow.persistence.shared;

import java.io.Serial;
import java.sql.SQLException;

/** The database refused or did not answer; what the transaction did is not known to have lasted. */
public final class DatabaseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
