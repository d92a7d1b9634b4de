package org.opsflow.domain.message;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A message's way to one agent: stored, delivered when it was written to one of the agent's sessions, read when the agent
 * says so. Delivered and not read, it is written to the agent's next session; it waits until it is read or expires.
 *
 * @param sessionId to which it was written last, and the epoch of that session
 */
public record Delivery(
        UUID id,
        UUID workspaceId,
        UUID messageId,
        UUID agentId,
        boolean waiting,
        Optional<UUID> sessionId,
        OptionalLong sessionEpoch,
        Instant storedAt,
        Optional<Instant> deliveredAt,
        Instant expiresAt) {

    static Delivery fresh(UUID id, Message message, UUID agentId, Instant now) {
        return new Delivery(
                id,
                message.workspaceId(),
                message.id(),
                agentId,
                true,
                Optional.empty(),
                OptionalLong.empty(),
                now,
                Optional.empty(),
                message.expiresAt());
    }

    /** Whether nobody wrote it to a session, or read it, since. */
    boolean isAsBefore(Delivery before) {
        return waiting && sessionId.equals(before.sessionId) && sessionEpoch.equals(before.sessionEpoch);
    }
}
