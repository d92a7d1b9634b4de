package org.opsflow.agent;

/**
 * Something people may want to see, for a line on a terminal.
 *
 * @param kind what happened
 * @param subject the step it is about, or the agent's own name
 * @param detail one line; may be empty
 */
public record AgentEvent(Kind kind, String subject, String detail) {
    /** What happened. */
    public enum Kind {
        CONNECTED,
        RECONNECTING,
        WORKING,
        /** A completion has taken effect. */
        DONE,
        /** A failure has taken effect. */
        FAILED,
        /** A step was given back. */
        RELEASED,
        /** The attempt is no longer this agent's; its work was stopped. */
        LOST,
        /** A person ended the run; its work is being stopped. */
        CANCELLED,
        WARNING,
        STOPPING
    }
}
