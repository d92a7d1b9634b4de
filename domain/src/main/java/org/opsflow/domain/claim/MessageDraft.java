package org.opsflow.domain.claim;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as an agent sends it.
 *
 * @param clientId made by the agent; sending the same again has no further effect
 * @param text Markdown
 * @param inReplyTo the message that it answers
 * @param under the attempt on whose step it is shown, held under this fence
 */
public record MessageDraft(
        String clientId,
        Address to,
        MessageKind kind,
        String text,
        Map<String, String> metadata,
        Optional<UUID> inReplyTo,
        Optional<SessionOut.Held> under) {}
