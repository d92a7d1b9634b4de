package org.opsflow.domain.claim;

import java.util.UUID;

/**
 * An agent session as it is stored.
 *
 * @param node the server that holds the stream
 * @param epoch grows with every connection of the identity; the newest wins
 * @param connected whether a stream is open
 * @param expired whether its lease has run out, by the database's clock
 */
public record SessionRow(UUID id, UUID workspaceId, String node, long epoch, boolean connected, boolean expired) {}
