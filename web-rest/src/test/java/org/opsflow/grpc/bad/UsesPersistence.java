package org.opsflow.grpc.bad;

import org.opsflow.persistence.shared.Sql;

/** A bad example: the door goes through use cases. */
public final class UsesPersistence {
    Class<?> sql() {
        return Sql.class;
    }
}
