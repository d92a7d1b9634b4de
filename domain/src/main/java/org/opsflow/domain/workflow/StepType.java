package org.opsflow.domain.workflow;

import java.util.Locale;

/** What an agent does in a step. */
public enum StepType {
    /** Runs a shell command. */
    SCRIPT,
    /** Gives a prompt to an AI agent. */
    AGENT,
    /** Calls a function that the agent process registered by name. */
    FUNCTION;

    /** The word in definitions and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
