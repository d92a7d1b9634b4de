package org.opsflow.domain.shared;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON as text. Holds one provider: looking it up for each call costs more than the call. */
public final class JsonText {
    public static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final jakarta.json.stream.JsonGeneratorFactory GENERATORS =
            PROVIDER.createGeneratorFactory(Map.of());

    /** Far less than what fills the stack of one of the server's threads (512 KiB). */
    static final int MAX_DEPTH = 200;

    private JsonText() {}

    /** An object written by the caller, who adds members only. */
    public static String object(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEnd();
        }
        return text.toString();
    }

    /** The object in the text; empty when the text is not one JSON object. */
    public static Optional<JsonObject> parseObject(String text) {
        return parse(text).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The value in the text; empty when the text is not JSON, or is more than one value. */
    public static Optional<JsonValue> parse(String text) {
        if (isTooDeep(text)) {
            return Optional.empty();
        }
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            return parser.hasNext() ? Optional.empty() : Optional.of(value);
        } catch (RuntimeException notJson) {
            // No narrower type will do: some providers refuse deep nesting by a bare RuntimeException.
            return Optional.empty();
        }
    }

    /** Other providers know no limit: they go down until the stack is full, and take the thread's work with them. */
    private static boolean isTooDeep(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && depth <= MAX_DEPTH; i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return depth > MAX_DEPTH;
    }

    /** Writes a member, or null when there is no value. */
    public static void member(JsonGenerator json, String name, Object value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value.toString());
        }
    }
}
