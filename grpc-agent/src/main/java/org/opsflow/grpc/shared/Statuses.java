package org.opsflow.grpc.shared;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

/** The one place where a problem becomes a status. */
public final class Statuses {
    public static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after-ms", Metadata.ASCII_STRING_MARSHALLER);
    /** A short word for programs, as in problem documents. */
    public static final Metadata.Key<String> CODE = Metadata.Key.of("problem-code", Metadata.ASCII_STRING_MARSHALLER);

    /** A status travels in a head of at most 8 KiB, in which a character may take nine bytes. */
    private static final int LONGEST_MESSAGE = 500;

    private static final Logger LOG = System.getLogger(Statuses.class.getName());

    private Statuses() {}

    public static StatusRuntimeException of(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (failure instanceof Problem problem) {
            Metadata trailers = new Metadata();
            trailers.put(CODE, problem.code());
            problem.retryAfter().ifPresent(after -> trailers.put(RETRY_AFTER, Long.toString(after.toMillis())));
            return status(problem).withDescription(brief(problem.getMessage())).asRuntimeException(trailers);
        }
        if (failure instanceof StatusRuntimeException status) {
            return status;
        }
        String correlationId = Ids.correlation();
        LOG.log(Level.ERROR, "A call failed, correlation id " + correlationId, failure);
        return Status.UNAVAILABLE
                .withDescription("The server could not do this now (correlation id " + correlationId
                        + "): try again with back-off.")
                .asRuntimeException();
    }

    /** Whoever calls asks for more than there is for one. */
    public static StatusRuntimeException limit(String code, String message) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, code);
        return Status.RESOURCE_EXHAUSTED.withDescription(message).asRuntimeException(trailers);
    }

    private static String brief(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static Status status(Problem problem) {
        if (problem.code().equals("offset")) {
            return Status.OUT_OF_RANGE;
        }
        return switch (problem.kind()) {
            case INVALID -> Status.INVALID_ARGUMENT;
            case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
            case FORBIDDEN -> Status.PERMISSION_DENIED;
            case NOT_FOUND -> Status.NOT_FOUND;
            case CONFLICT -> Status.FAILED_PRECONDITION;
            case TOO_MANY, OVERLOADED -> Status.RESOURCE_EXHAUSTED;
        };
    }
}
