package org.opsflow.bench;

import java.io.Serial;

/** A measurement that could not be made; the message is one sentence for people. */
final class BenchFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BenchFailure(String message) {
        super(message);
    }

    BenchFailure(String message, Throwable cause) {
        super(message + " (" + cause.getMessage() + ")", cause);
    }
}
