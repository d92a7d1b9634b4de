package org.opsflow.agent;

import java.util.Map;
import java.util.TreeMap;

/**
 * A message to other agents of the workspace, for {@link OpsflowAgent#send} and {@link Work#send}. It never changes: what
 * looks like a setter gives another one.
 */
public final class Message {
    private final org.opsflow.proto.agent.v1.Message frame;

    private Message(org.opsflow.proto.agent.v1.Message.Builder frame) {
        this.frame = frame.build();
    }

    private static org.opsflow.proto.agent.v1.Message.Builder saying(String text) {
        return org.opsflow.proto.agent.v1.Message.newBuilder()
                .setKind(MessageKind.NOTE.onTheWire())
                .setText(text);
    }

    /**
     * To one agent.
     *
     * @param slug its id
     * @param text Markdown of at most 16 KiB
     */
    public static Message toAgent(String slug, String text) {
        return new Message(saying(text).setAgent(slug));
    }

    /** To every other agent that has the capability, now or within 24 hours. */
    public static Message toCapability(String capability, String text) {
        return new Message(saying(text).setCapability(capability));
    }

    /** To every other agent of the workspace. */
    public static Message toEveryone(String text) {
        return new Message(saying(text).setEveryone(true));
    }

    /** {@link MessageKind#NOTE} if not given. */
    public Message kind(MessageKind kind) {
        return new Message(frame.toBuilder().setKind(kind.onTheWire()));
    }

    /**
     * Adds something for programs; at most 32 entries.
     *
     * @param key of {@code [a-z0-9._-]{1,64}}
     * @param value of at most 1,024 characters
     */
    public Message with(String key, String value) {
        return new Message(frame.toBuilder().putMetadata(key, value));
    }

    /** @param messageId of the message that it answers */
    public Message inReplyTo(String messageId) {
        return new Message(frame.toBuilder().setInReplyTo(messageId));
    }

    public String text() {
        return frame.getText();
    }

    public Map<String, String> metadata() {
        return new TreeMap<>(frame.getMetadataMap());
    }

    org.opsflow.proto.agent.v1.Message onTheWire(String clientId) {
        return frame.toBuilder().setClientId(clientId).build();
    }
}
