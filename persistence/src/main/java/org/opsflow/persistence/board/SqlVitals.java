package org.opsflow.persistence.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.board.Vitals;
import org.opsflow.persistence.shared.DatabaseFailure;
import org.opsflow.persistence.shared.Sql;

/** Asks the database for nothing. */
@ApplicationScoped
public class SqlVitals implements Vitals {
    private final Sql sql;

    @Inject
    public SqlVitals(Sql sql) {
        this.sql = sql;
    }

    SqlVitals() {
        this(null);
    }

    @Override
    public boolean databaseAnswers() {
        try {
            return !sql.query("SELECT 1 AS one", none -> {}, row -> row.number("one"))
                    .isEmpty();
        } catch (DatabaseFailure silent) {
            return false;
        }
    }
}
