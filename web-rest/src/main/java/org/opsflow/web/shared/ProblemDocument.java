package org.opsflow.web.shared;

import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

/**
 * RFC 9457's document, with the members that older clients of the paths look for.
 *
 * @param current what the thing is now that the request met otherwise, as a JSON object
 */
record ProblemDocument(
        int status,
        String code,
        String detail,
        List<Problem.FieldError> errors,
        Optional<String> current,
        String correlationId) {
    private static final MediaType TYPE = new MediaType("application", "problem+json");
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("bad_request", "The request cannot be read"),
            Map.entry("too_large", "The request is too large"),
            Map.entry("invalid", "The request is not valid"),
            Map.entry("invalid_credentials", "Wrong e-mail address or password"),
            Map.entry("unauthenticated", "Not signed in"),
            Map.entry("csrf", "CSRF token missing or wrong"),
            Map.entry("forbidden", "Not allowed"),
            Map.entry("not_found", "Not found"),
            Map.entry("too_many_requests", "Too many requests"),
            Map.entry("overloaded", "Overloaded"),
            Map.entry("internal", "Unexpected error"));

    ProblemDocument(int status, String code, String detail, List<Problem.FieldError> errors) {
        this(status, code, detail, errors, Optional.empty(), Ids.correlation());
    }

    Response.ResponseBuilder answer() {
        Response.Status standard = Response.Status.fromStatusCode(status);
        String reason = standard == null ? title() : standard.getReasonPhrase();
        return Response.status(status, reason).type(TYPE).entity(text());
    }

    String text() {
        return JsonText.object(json -> {
            json.write("type", "https://opsflow.org/problems/" + code)
                    .write("code", code)
                    .write("title", title())
                    .write("status", status)
                    .write("detail", detail)
                    .write("success", false)
                    .write("error", title());
            json.writeStartArray("errors");
            errors.forEach(error -> write(json, error));
            json.writeEnd();
            current.flatMap(JsonText::parse).ifPresent(thing -> json.write("current", thing));
            json.write("correlation_id", correlationId);
        });
    }

    private String title() {
        String words = code.replace('_', ' ');
        return TITLES.getOrDefault(code, Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }

    private static void write(JsonGenerator json, Problem.FieldError error) {
        json.writeStartObject().write("field", error.field()).write("message", error.message());
        if (!error.remedy().isEmpty()) {
            json.write("remedy", error.remedy());
        }
        if (error.line() > 0) {
            json.write("line", error.line()).write("column", error.column());
        }
        json.writeEnd();
    }
}
