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
        /** The server has greeted it; the detail is the server's address. */
        CONNECTED,
        /** The connection broke; the subject is the pause in milliseconds, the detail says why. */
        RECONNECTING,
        /** Work on a step has begun; the detail is the run's name. */
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
        /** A person paused this agent: no new work comes, what it holds goes on. */
        PAUSED,
        /** A person said something to the work on a step. */
        STEERED,
        /** A person paused the work on a step, and it has halted. */
        STEP_PAUSED,
        /** It goes on. */
        STEP_RESUMED,
        /** A person lets it have work again. */
        RESUMED,
        /** Something that a person should look at; the work goes on. */
        WARNING,
        /** It was told to stop: it takes nothing new. */
        STOPPING
    }
}
