package org.opsflow.agent;

/** The server will not take this message, however often it is sent. */
public final class MessageRefusedException extends RuntimeException {
    private final String field;

    MessageRefusedException(String message, String field) {
        super(message);
        this.field = field;
    }

    /** The field at fault, for example {@code message.agent}; empty when none. */
    public String field() {
        return field;
    }
}
