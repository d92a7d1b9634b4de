package org.opsflow.conformance;

/** The other side does not do what the contract says. */
public final class Refuted extends AssertionError {
    private static final long serialVersionUID = 1;

    Refuted(String message) {
        super(message);
    }

    Refuted(String message, Refuted cause) {
        super(message, cause);
    }

    static void unless(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new Refuted(otherwise);
        }
    }
}
