package org.opsflow.agent;

/** The agent cannot start; the message says why and what to do. */
public final class AgentStartException extends RuntimeException {
    /** For what was asked wrongly. */
    public AgentStartException(String message) {
        super(message);
    }

    /** For what the machine refused. */
    public AgentStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
