package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as an agent gets it.
 *
 * @param from the sender's slug
 * @param runId of the step that the sender worked on
 */
public record AgentMessage(
        UUID id,
        String from,
        Address to,
        MessageKind kind,
        String text,
        Map<String, String> metadata,
        Optional<UUID> inReplyTo,
        Optional<UUID> runId,
        Optional<UUID> stepId,
        Instant sentAt) {}
