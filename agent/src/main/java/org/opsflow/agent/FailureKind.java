package org.opsflow.agent;

/** What a failure says about another try. */
public enum FailureKind {
    /** Another try may work. */
    RETRYABLE,
    /** Another try cannot work. */
    TERMINAL,
    /** The work was done and its result is "no". */
    BUSINESS;

    org.opsflow.proto.agent.v1.FailureKind onTheWire() {
        return switch (this) {
            case RETRYABLE -> org.opsflow.proto.agent.v1.FailureKind.FAILURE_KIND_RETRYABLE;
            case TERMINAL -> org.opsflow.proto.agent.v1.FailureKind.FAILURE_KIND_TERMINAL;
            case BUSINESS -> org.opsflow.proto.agent.v1.FailureKind.FAILURE_KIND_BUSINESS;
        };
    }
}
