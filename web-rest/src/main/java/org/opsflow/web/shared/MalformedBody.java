package org.opsflow.web.shared;

import java.io.Serial;

/** A body that is not of the form its type promises, so that no field of it can be named. */
final class MalformedBody extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MalformedBody(String message) {
        super(message, null, false, false);
    }
}
