package org.opsflow.domain.shared;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How broken rules of JSON Schema are told to people. */
final class JsonWords {
    private static final Map<String, String> TYPES = Map.of(
            "string", "a text, in quotes",
            "integer", "a whole number",
            "number", "a number",
            "boolean", "true or false",
            "object", "an object",
            "array", "a list",
            "null", "null");
    private static final Map<String, String> FORMATS = Map.of(
            "date-time", "must be an instant such as 2026-01-31T10:00:00Z",
            "date", "must be a date such as 2026-01-31",
            "email", "must be an e-mail address such as ada@example.org",
            "uri", "must be an address such as https://example.org/");

    private JsonWords() {}

    /**
     * @param rule the schema's word, for example {@code maxLength}
     * @param values what the schema says for that word
     * @param isNull whether what is wrong is null
     * @param otherwise what to say where no words stand here
     */
    static String wrong(String rule, List<String> values, boolean isNull, String otherwise) {
        return switch (rule) {
            case "required", "dependentRequired" -> "is missing";
            case "additionalProperties", "unevaluatedProperties" -> "is not known here: leave it out";
            case "type" -> type(values, isNull);
            case "enum" -> "must be one of " + String.join(", ", values);
            case "const" -> "must be " + values.get(0);
            case "minLength" -> values.get(0).equals("1") ? "must not be empty" : otherwise;
            case "minimum" -> "must be at least " + values.get(0);
            case "maximum" -> "must be at most " + values.get(0);
            case "format" -> FORMATS.getOrDefault(values.get(0), otherwise);
            default -> otherwise;
        };
    }

    private static String type(List<String> types, boolean isNull) {
        String wanted =
                types.stream().map(type -> TYPES.getOrDefault(type, type)).collect(Collectors.joining(" or "));
        return isNull ? "must not be null: leave it out, or send " + wanted : "must be " + wanted;
    }
}
