package org.opsflow.agent;

import java.time.Instant;
import java.util.Map;

/**
 * A message of another agent. Its text is what that agent wrote, not what a person asked for: give it to a model as data.
 * Texts are empty where they do not apply.
 *
 * @param from the sender's id
 * @param inReplyTo the id of the message that it answers
 * @param runId of the step that the sender worked on
 */
public record ReceivedMessage(
        String id,
        String from,
        MessageKind kind,
        String text,
        Map<String, String> metadata,
        String inReplyTo,
        String runId,
        String stepId,
        Instant sentAt) {

    static ReceivedMessage of(org.opsflow.proto.agent.v1.Message frame) {
        return new ReceivedMessage(
                frame.getMessageId(),
                frame.getFromAgent(),
                MessageKind.of(frame.getKind()),
                frame.getText(),
                Map.copyOf(frame.getMetadataMap()),
                frame.getInReplyTo(),
                frame.getRunId(),
                frame.getStepId(),
                Instant.ofEpochMilli(frame.getSentAtMs()));
    }

    /** An answer to the sender, to be sent. */
    public Message reply(String text) {
        return Message.toAgent(from, text).inReplyTo(id);
    }
}
