package org.opsflow.agent;

/** What the sender of a message wants. */
public enum MessageKind {
    /** Go on with this. */
    HANDOFF,
    /** Answer this, by {@link ReceivedMessage#reply}. */
    QUESTION,
    /** Look at this and say what you think. */
    REVIEW_REQUEST,
    /** Know this. */
    CONTEXT_SHARE,
    /** Anything else, and what a newer server may know. */
    NOTE;

    org.opsflow.proto.agent.v1.MessageKind onTheWire() {
        return org.opsflow.proto.agent.v1.MessageKind.valueOf("MESSAGE_KIND_" + name());
    }

    static MessageKind of(org.opsflow.proto.agent.v1.MessageKind kind) {
        return switch (kind) {
            case MESSAGE_KIND_HANDOFF -> HANDOFF;
            case MESSAGE_KIND_QUESTION -> QUESTION;
            case MESSAGE_KIND_REVIEW_REQUEST -> REVIEW_REQUEST;
            case MESSAGE_KIND_CONTEXT_SHARE -> CONTEXT_SHARE;
            default -> NOTE;
        };
    }
}
