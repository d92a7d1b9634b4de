package org.opsflow.web.shared;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

/**
 * The fields of a request's JSON object, each read by name and type. Everything that is wrong is told at once by
 * {@link #check}: missing fields, wrong types, fields that nobody asked for.
 */
public final class RequestFields {
    private final JsonObject body;
    private final Set<String> unknown;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    private RequestFields(JsonObject body) {
        this.body = body;
        this.unknown = new TreeSet<>(body.keySet());
    }

    public static RequestFields of(String body) {
        return new RequestFields(JsonText.parseObject(body)
                .orElseThrow(() -> MalformedBody.of(new Problem.FieldError("body", "must be one JSON object"))));
    }

    /** A text that must be there and not be empty; an empty one when it is wrong. */
    public String text(String name) {
        Optional<String> text = optionalText(name);
        if (text.isEmpty() && errors.stream().noneMatch(error -> error.field().equals(name))) {
            wrong(name, "is missing: send a text");
        } else if (text.filter(String::isEmpty).isPresent()) {
            wrong(name, "must not be empty");
        }
        return text.orElse("");
    }

    public Optional<String> optionalText(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof JsonString text) {
                return Optional.of(text.getString());
            }
            return wrong(name, "must be a text, in quotes");
        });
    }

    public Optional<Integer> optionalInteger(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof JsonNumber number && number.isIntegral()) {
                return Optional.of(number.intValue());
            }
            return wrong(name, "must be a whole number");
        });
    }

    public Optional<Boolean> optionalFlag(String name) {
        return value(name).flatMap(value -> {
            if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return Optional.of(value == JsonValue.TRUE);
            }
            return wrong(name, "must be true or false");
        });
    }

    /** An empty list when there is none. */
    public List<String> optionalTexts(String name) {
        return value(name)
                .flatMap(value -> {
                    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
                        return Optional.of(array.getValuesAs(JsonString::getString));
                    }
                    return wrong(name, "must be a list of texts");
                })
                .orElse(List.of());
    }

    public Optional<Instant> optionalInstant(String name) {
        return optionalText(name).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException notOne) {
                return wrong(name, "must be an instant such as 2026-01-31T12:00:00Z");
            }
        });
    }

    public Optional<JsonObject> optionalObject(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof JsonObject object) {
                return Optional.of(object);
            }
            return wrong(name, "must be an object");
        });
    }

    /** To be called after the last field was read. */
    public void check() {
        unknown.forEach(name -> wrong(name, "is not known here: leave it out"));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private Optional<JsonValue> value(String name) {
        unknown.remove(name);
        return Optional.ofNullable(body.get(name)).filter(value -> value != JsonValue.NULL);
    }

    private <T> Optional<T> wrong(String name, String message) {
        errors.add(new Problem.FieldError(name, message));
        return Optional.empty();
    }
}
