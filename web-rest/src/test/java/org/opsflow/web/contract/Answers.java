package org.opsflow.web.contract;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem.FieldError;

/**
 * What the contract promises of answers. Stricter than its text: here an answer may hold nothing that its schema does not
 * name, while clients must be ready for more.
 */
public final class Answers {
    private static final Contract CONTRACT = Contract.read();
    private static final Answers CURRENT = new Answers(CONTRACT);

    private final Contract contract;
    private final JsonObject schemas;

    private Answers(Contract contract) {
        this.contract = contract;
        JsonObjectBuilder closed = JsonText.PROVIDER.createObjectBuilder();
        contract.document()
                .getJsonObject("components")
                .getJsonObject("schemas")
                // What others put together with allOf is closed where it is used.
                .forEach((name, schema) -> closed.add(name, closed(schema, true)));
        schemas = closed.build();
    }

    public static Contract contract() {
        return CONTRACT;
    }

    /** What is wrong with an answer; empty when it is as promised. */
    public static List<String> errors(String method, String path, int status, String type, String body) {
        return CURRENT.wrong(method, path, status, type, body);
    }

    /** What is wrong with a JSON value that the document shows as an example. */
    static List<FieldError> errors(JsonObject schema, JsonValue value) {
        return CURRENT.check(schema, value.toString());
    }

    private List<String> wrong(String method, String path, int status, String type, String body) {
        JsonObject answer = operation(method, path)
                .map(operation -> operation.getJsonObject("responses"))
                .map(all -> contract.resolved(all.getOrDefault("" + status, all.get("default"))))
                .orElseGet(() -> contract.document()
                        .getValue("/components/responses/Problem")
                        .asJsonObject());
        if (status >= 200
                && status < 300
                && answer.getString("description").equals(problem().getString("description"))) {
            return List.of("the status " + status + " is not promised");
        }
        JsonObject content = answer.getJsonObject("content");
        if (content == null || method.equals("HEAD") || status == 304) {
            return body.isEmpty() ? List.of() : List.of("a body is not promised: " + body);
        }
        String bare = type.replaceFirst(";.*", "").strip();
        JsonObject media = content.getJsonObject(content.containsKey(bare) ? bare : "*/*");
        if (media == null) {
            return List.of("the type " + type + " is not promised, but " + content.keySet());
        }
        return bare.endsWith("json") && content.containsKey(bare)
                ? check(media.getJsonObject("schema"), body).stream()
                        .map(error -> error.field() + " " + error.message())
                        .toList()
                : List.of();
    }

    private JsonObject problem() {
        return contract.document().getValue("/components/responses/Problem").asJsonObject();
    }

    /** Paths with more literal segments win. */
    private Optional<JsonObject> operation(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return contract.operations().entrySet().stream()
                .filter(entry -> entry.getKey().method().equals(asked)
                        && matches(entry.getKey().path(), path))
                .min(Comparator.comparingLong(entry ->
                        entry.getKey().path().chars().filter(c -> c == '{').count()))
                .map(Map.Entry::getValue)
                .map(Operation::document);
    }

    private static boolean matches(String template, String path) {
        String pattern = template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+");
        return Pattern.matches("/api" + pattern, path);
    }

    private List<FieldError> check(JsonObject schema, String json) {
        JsonObject alone = JsonText.PROVIDER
                .createObjectBuilder(closed(schema, false).asJsonObject())
                .add("components", JsonText.PROVIDER.createObjectBuilder().add("schemas", schemas))
                .build();
        try {
            return JsonRules.of(alone.toString()).errors(JsonRules.read(json), "");
        } catch (JsonRules.Unreadable wrong) {
            return List.of(wrong.as("body"));
        }
    }

    static JsonValue closed(JsonValue value, boolean isPart) {
        if (value instanceof JsonArray array) {
            List<JsonValue> items = new ArrayList<>();
            array.forEach(item -> items.add(closed(item, isPart)));
            return JsonText.PROVIDER.createArrayBuilder(items).build();
        }
        if (!(value instanceof JsonObject schema)) {
            return value;
        }
        JsonObjectBuilder closed = JsonText.PROVIDER.createObjectBuilder();
        schema.forEach((word, rule) -> closed.add(word, closed(rule, word.equals("allOf"))));
        boolean isOpen = !schema.containsKey("additionalProperties");
        if (!isPart && isOpen && isObject(schema)) {
            closed.add("unevaluatedProperties", false);
        }
        return closed.build();
    }

    private static boolean isObject(JsonObject schema) {
        return schema.get("$ref") instanceof JsonString
                || schema.containsKey("allOf")
                || (schema.get("properties") instanceof JsonObject && schema.get("type") instanceof JsonString);
    }
}
