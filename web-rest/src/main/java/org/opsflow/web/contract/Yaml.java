package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.opsflow.domain.shared.JsonText;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A document that is packed with the product, as it was written and as JSON. */
record Yaml(String text, JsonObject document) {

    /** @param name from the root of the class path */
    static Yaml read(String name) {
        try (InputStream file = Yaml.class.getResourceAsStream(name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
            return new Yaml(text, json(tree).asJsonObject());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonValue json(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            JsonObjectBuilder object = JsonText.PROVIDER.createObjectBuilder();
            map.forEach((key, value) -> object.add(key.toString(), json(value)));
            return object.build();
        }
        if (tree instanceof List<?> list) {
            return JsonText.PROVIDER
                    .createArrayBuilder(list.stream().map(Yaml::json).toList())
                    .build();
        }
        if (tree instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (tree instanceof Number number) {
            return JsonText.PROVIDER.createValue(number);
        }
        return tree == null ? JsonValue.NULL : JsonText.PROVIDER.createValue(tree.toString());
    }
}
