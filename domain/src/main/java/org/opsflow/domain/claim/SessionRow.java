package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.UUID;

/**
 * An agent session as it is stored.
 *
 * @param node the server that holds the stream
 * @param epoch grows with every connection of the identity; the newest wins
 * @param connected whether a stream is open
 * @param leaseLeft how long its lease lasts, by the database's clock; negative when it has run out
 * @param paused whether a person paused its agent: it claims nothing
 */
public record SessionRow(
        UUID id, UUID workspaceId, String node, long epoch, boolean connected, Duration leaseLeft, boolean paused) {

    public boolean expired() {
        return leaseLeft.isNegative();
    }
}
