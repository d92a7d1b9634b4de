package org.opsflow.web.shared;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

/** The one place where a call that failed becomes an answer. */
@Provider
public class ProblemDocuments implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemDocuments.class.getName());
    private static final int SERVER_ERROR = 500;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof Problem problem) {
            return told(problem);
        }
        if (thrown instanceof MalformedBody malformed) {
            return new ProblemDocument(
                            malformed.status(), malformed.code(), malformed.getMessage(), List.of(malformed.error()))
                    .answer()
                    .build();
        }
        if (thrown instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < SERVER_ERROR) {
            return told(refused);
        }
        return unexpected(thrown);
    }

    /** For what is refused before JAX-RS is reached. */
    public static void send(HttpServletResponse answer, Problem problem) throws IOException {
        ProblemDocument document = document(problem);
        answer.setStatus(document.status());
        answer.setContentType("application/problem+json");
        answer.setCharacterEncoding("UTF-8");
        answer.getWriter().write(document.text());
    }

    private static Response told(Problem problem) {
        ProblemDocument document = document(problem);
        Response.ResponseBuilder answer = document.answer();
        problem.retryAfter()
                .ifPresent(wait -> answer.header(
                        HttpHeaders.RETRY_AFTER, wait.plusMillis(999).toSeconds()));
        return answer.build();
    }

    private static Response told(WebApplicationException refused) {
        Response response = refused.getResponse();
        if (response.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return response;
        }
        Response.StatusType status = response.getStatusInfo();
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        Response.ResponseBuilder answer =
                new ProblemDocument(response.getStatus(), code, detail(response.getStatus()), List.of()).answer();
        if (response.getAllowedMethods() != null
                && !response.getAllowedMethods().isEmpty()) {
            answer.allow(response.getAllowedMethods());
        }
        return answer.build();
    }

    private static Response unexpected(Throwable thrown) {
        String correlation = Ids.correlation();
        LOG.log(Level.SEVERE, thrown, () -> "A request failed unexpectedly; correlation id " + correlation);
        return new ProblemDocument(
                        SERVER_ERROR,
                        "internal",
                        "Something went wrong on our side. Tell the operator the correlation id.",
                        List.of(),
                        Optional.empty(),
                        correlation)
                .answer()
                .build();
    }

    private static ProblemDocument document(Problem problem) {
        return new ProblemDocument(
                status(problem.kind()),
                problem.code(),
                problem.getMessage(),
                problem.errors(),
                problem.current(),
                Ids.correlation());
    }

    private static int status(Problem.Kind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_MANY -> 429;
            case OVERLOADED -> 503;
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method: see the header Allow.";
            case 406 -> "The answer cannot be given in any type that the header Accept names.";
            case 415 -> "The body is of a type that this path does not take: see the header Content-Type.";
            default -> "The request cannot be understood.";
        };
    }
}
