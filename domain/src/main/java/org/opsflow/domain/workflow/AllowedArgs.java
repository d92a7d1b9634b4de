package org.opsflow.domain.workflow;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.opsflow.domain.shared.JsonText;

/** Which arguments a schema lets a run have: all, or where {@code additionalProperties} is false those that it names. */
final class AllowedArgs {
    private final JsonObject schema;

    /** @param schema JSON; an empty text allows all */
    AllowedArgs(String schema) {
        this.schema = JsonText.parseObject(schema).orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    boolean allow(String name) {
        return schema.get("additionalProperties") != JsonValue.FALSE
                || named("properties").containsKey(name)
                || named("patternProperties").keySet().stream().anyMatch(pattern -> matches(pattern, name));
    }

    List<String> names() {
        return List.copyOf(new TreeSet<>(named("properties").keySet()));
    }

    private JsonObject named(String key) {
        return schema.get(key) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    }

    /** A pattern that cannot be read is told as a flaw of the schema. */
    private static boolean matches(String pattern, String name) {
        try {
            return Pattern.compile(pattern).matcher(name).find();
        } catch (PatternSyntaxException unreadable) {
            return true;
        }
    }
}
