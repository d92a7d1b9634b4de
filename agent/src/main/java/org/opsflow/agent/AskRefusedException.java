package org.opsflow.agent;

/** The server does not take this question, however often it is asked. */
public final class AskRefusedException extends RuntimeException {
    private final String field;

    AskRefusedException(String message, String field) {
        super(message);
        this.field = field;
    }

    /** The field at fault, for example {@code ask.choices}; empty when none. */
    public String field() {
        return field;
    }
}
