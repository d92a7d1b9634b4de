package org.opsflow.domain.message;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.claim.AgentMessage;
import org.opsflow.domain.claim.MessageKind;

/**
 * A stored message. It never changes; what becomes of it stands in its deliveries.
 *
 * @param clientId made by the sender; forgotten after the time of delivery
 * @param runId of the step that the sender worked on
 * @param expiresAt brought to agents until then
 */
public record Message(
        UUID id,
        UUID workspaceId,
        UUID senderId,
        Optional<String> clientId,
        Address to,
        MessageKind kind,
        String text,
        Map<String, String> metadata,
        Optional<UUID> inReplyTo,
        Optional<UUID> runId,
        Optional<UUID> stepId,
        Instant sentAt,
        Instant expiresAt) {

    /** @param from the sender's slug */
    AgentMessage asSeenByAgents(String from) {
        return new AgentMessage(id, from, to, kind, text, metadata, inReplyTo, runId, stepId, sentAt);
    }
}
