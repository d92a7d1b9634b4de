package org.opsflow.domain.claim;

import java.util.Locale;

/** What one agent wants of another by a message. */
public enum MessageKind {
    /** Go on with this. */
    HANDOFF,
    /** Answer this, by a message that says what it replies to. */
    QUESTION,
    /** Look at this and say what you think. */
    REVIEW_REQUEST,
    /** Know this. */
    CONTEXT_SHARE,
    /** Anything else. */
    NOTE;

    /** As it is stored and shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MessageKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
