package org.opsflow.agent;

/** The agent cannot start; the message says why and what to do. */
public final class AgentStartException extends RuntimeException {
    public AgentStartException(String message) {
        super(message);
    }

    public AgentStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
