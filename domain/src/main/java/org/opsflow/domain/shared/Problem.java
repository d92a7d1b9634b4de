package org.opsflow.domain.shared;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a request had no effect, told so that the caller can mend it. Each door translates it in one place: REST into a
 * problem document, gRPC into a status.
 */
public final class Problem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int LONGEST_ID = 80;

    /** What kind of refusal it is; doors map it to their status codes. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        TOO_MANY,
        OVERLOADED
    }

    /**
     * One thing that was wrong.
     *
     * @param field path of the field, for example {@code args.branch}
     * @param message what was wrong, and what to do where that is short
     * @param remedy what to do; empty where the message says it
     * @param line line in the text that came in, from 1; 0 when it does not apply
     * @param column column in the text that came in, from 1; 0 when it does not apply
     */
    public record FieldError(String field, String message, String remedy, int line, int column)
            implements java.io.Serializable {
        public FieldError(String field, String message) {
            this(field, message, "", 0, 0);
        }
    }

    private final Kind kind;
    private final String code;
    private final List<FieldError> errors;
    private final Duration retryAfter;
    private final String current;

    private Problem(Kind kind, String code, String message, List<FieldError> errors, Duration retryAfter) {
        this(kind, code, message, errors, retryAfter, null);
    }

    private Problem(
            Kind kind, String code, String message, List<FieldError> errors, Duration retryAfter, String current) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.current = current;
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem invalid(List<FieldError> errors) {
        FieldError first = errors.get(0);
        String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        return new Problem(Kind.INVALID, "invalid", first.field() + ": " + first.message() + more, errors, null);
    }

    public static Problem notFound(String what, String id) {
        return new Problem(
                Kind.NOT_FOUND, "not_found", "There is no " + what + " '" + shown(id) + "' here.", List.of(), null);
    }

    /** What is no id may be anything, of any length. */
    private static String shown(String id) {
        return id == null || id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…";
    }

    public static Problem conflict(String code, String message) {
        return new Problem(Kind.CONFLICT, code, message, List.of(), null);
    }

    /** @param currentJson what the thing is now, as a JSON object */
    public static Problem conflict(String code, String message, String currentJson) {
        return new Problem(Kind.CONFLICT, code, message, List.of(), null, currentJson);
    }

    public static Problem unauthenticated(String code, String message) {
        return new Problem(Kind.UNAUTHENTICATED, code, message, List.of(), null);
    }

    public static Problem forbidden(String code, String message) {
        return new Problem(Kind.FORBIDDEN, code, message, List.of(), null);
    }

    public static Problem tooMany(String message, Duration retryAfter) {
        return new Problem(Kind.TOO_MANY, "too_many_requests", message, List.of(), retryAfter);
    }

    public static Problem overloaded(Duration retryAfter) {
        return new Problem(
                Kind.OVERLOADED,
                "overloaded",
                "The server has more work than it can take: send the same again later.",
                List.of(),
                retryAfter);
    }

    /** The same, told of one field: a door knows by which it was asked. */
    public Problem naming(String field) {
        return new Problem(kind, code, getMessage(), List.of(new FieldError(field, getMessage())), retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** A short word for programs, stable between versions. */
    public String code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** With CONFLICT: what the thing is now, as a JSON object. */
    public Optional<String> current() {
        return Optional.ofNullable(current);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
