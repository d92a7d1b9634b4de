package org.opsflow.persistence.shared;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.opsflow.domain.shared.Problem;

/**
 * Stores what there may be only one of. Of two who enter the same at once both found the place free; the second learns
 * it from the database, and is told what it would have been told a moment later.
 */
public final class Unique {
    private static final int DUPLICATE = 1062;

    private Unique() {}

    /**
     * Stores it at once.
     *
     * @param key the unique key of the table
     * @param taken what to say when somebody else was first
     */
    public static void add(EntityManager entities, Object row, String key, Supplier<Problem> taken) {
        entities.persist(row);
        try {
            entities.flush();
        } catch (PersistenceException failed) {
            throw isTaken(failed, key) ? taken.get() : failed;
        }
    }

    /** Whether a statement failed because of that unique key. */
    public static boolean isTaken(Throwable failed, String key) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException told
                    && told.getErrorCode() == DUPLICATE
                    && told.getMessage().contains("for key '" + key + "'")) {
                return true;
            }
        }
        return false;
    }
}
