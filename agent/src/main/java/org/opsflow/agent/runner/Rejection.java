package org.opsflow.agent.runner;

/** The step cannot be run here as it is defined: a terminal failure with this reason. */
final class Rejection extends Exception {
    private final String reason;

    Rejection(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
