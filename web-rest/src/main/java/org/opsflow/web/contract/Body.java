package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import java.util.List;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.domain.shared.Problem.FieldError;
import org.opsflow.web.shared.MalformedBody;

/** What an operation takes as its body. */
interface Body {
    String FIELD = "body";

    /** Clients that always send JSON send an empty object. */
    Body NONE = text -> {
        if (!text.isBlank() && !text.strip().equals("{}")) {
            throw MalformedBody.of(new FieldError(FIELD, "is not asked for here: leave it out"));
        }
        return List.of();
    };

    /** What is wrong with the text field by field; a text that has no fields is refused. */
    List<FieldError> errors(String text);

    static Body of(Contract contract, JsonObject document) {
        JsonObject content = document.getJsonObject("content");
        if (!content.containsKey("application/json")) {
            return Body::notEmpty;
        }
        JsonObject schema = content.getJsonObject("application/json").getJsonObject("schema");
        JsonRules rules = JsonRules.of(contract.alone(schema).toString());
        boolean isOptional = !document.getBoolean("required", false);
        return text -> (isOptional && text.isBlank() ? List.<FieldError>of() : rules.errors(read(text), ""))
                .stream()
                        .map(error -> error.field().isEmpty() ? new FieldError(FIELD, error.message()) : error)
                        .toList();
    }

    private static List<FieldError> notEmpty(String text) {
        if (text.isBlank()) {
            throw MalformedBody.of(new FieldError(FIELD, "is empty"));
        }
        return List.of();
    }

    private static JsonRules.Value read(String text) {
        try {
            return JsonRules.read(text);
        } catch (JsonRules.Unreadable wrong) {
            throw MalformedBody.of(wrong.as(FIELD));
        }
    }
}
