package org.opsflow.web.shared;

import java.io.Serial;
import org.opsflow.domain.shared.Problem.FieldError;

/** A body that is not of the form its type promises, so that no field of it can be named. */
public final class MalformedBody extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final int status;
    private final String code;
    private final transient FieldError error;

    private MalformedBody(int status, String code, FieldError error) {
        super(error.field() + ": " + error.message(), null, false, false);
        this.status = status;
        this.code = code;
        this.error = error;
    }

    public static MalformedBody of(FieldError error) {
        return new MalformedBody(BAD_REQUEST, "bad_request", error);
    }

    public static MalformedBody tooLarge(int mostBytes) {
        return new MalformedBody(
                TOO_LARGE, "too_large", new FieldError("body", "is larger than " + (mostBytes >> 10) + " KiB"));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    FieldError error() {
        return error;
    }
}
