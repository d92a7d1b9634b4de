package org.opsflow.agent;

/** The kinds of steps. */
public enum StepType {
    /** A shell command. */
    SCRIPT,
    /** A prompt for an AI agent. */
    AGENT,
    /** A function registered by name. */
    FUNCTION,
    /** A kind that this version does not know. */
    UNKNOWN;

    static StepType of(org.opsflow.proto.agent.v1.StepType type) {
        return switch (type) {
            case STEP_TYPE_SCRIPT -> SCRIPT;
            case STEP_TYPE_AGENT -> AGENT;
            case STEP_TYPE_FUNCTION -> FUNCTION;
            default -> UNKNOWN;
        };
    }
}
