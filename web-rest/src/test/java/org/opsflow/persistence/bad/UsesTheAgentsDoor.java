package org.opsflow.persistence.bad;

import org.opsflow.grpc.shared.Statuses;

/** A bad example: rows do not know of calls. */
public final class UsesTheAgentsDoor {
    RuntimeException status(Exception failure) {
        return Statuses.of(failure);
    }
}
