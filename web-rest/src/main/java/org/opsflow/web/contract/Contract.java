package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opsflow.domain.shared.JsonText;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document of the people's door, and what it says of each operation. */
public final class Contract {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    private final String yaml;
    private final JsonObject document;
    private final Map<Route, Operation> operations = new LinkedHashMap<>();

    private Contract(String yaml, JsonObject document) {
        this.yaml = yaml;
        this.document = document;
        document.getJsonObject("paths").forEach((path, item) -> operationsOf(path, item.asJsonObject()));
    }

    /** As it is packed beside this class. */
    public static Contract read() {
        try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return new Contract(yaml, json(tree).asJsonObject());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public String yaml() {
        return yaml;
    }

    public JsonObject document() {
        return document;
    }

    public Map<Route, Operation> operations() {
        return Map.copyOf(operations);
    }

    Optional<Operation> operation(Route route) {
        return Optional.ofNullable(operations.get(route));
    }

    /** What stands there, or where its {@code $ref} leads. */
    public JsonObject resolved(JsonValue place) {
        JsonObject object = place.asJsonObject();
        return object.get("$ref") instanceof JsonString reference
                ? resolved(document.getValue(reference.getString().substring(1)))
                : object;
    }

    /** The schema as a document of its own, in which its references lead where they led here. */
    public JsonObject alone(JsonObject schema) {
        JsonObject schemas = JsonText.PROVIDER
                .createObjectBuilder()
                .add("schemas", document.getValue("/components/schemas"))
                .build();
        return JsonText.PROVIDER
                .createObjectBuilder(schema)
                .add("components", schemas)
                .build();
    }

    private void operationsOf(String path, JsonObject item) {
        for (String method : METHODS) {
            if (item.get(method) instanceof JsonObject operation) {
                List<JsonObject> parameters = new ArrayList<>();
                for (JsonObject place : List.of(item, operation)) {
                    Optional.ofNullable(place.getJsonArray("parameters"))
                            .ifPresent(some -> some.forEach(parameter -> parameters.add(resolved(parameter))));
                }
                operations.put(
                        new Route(method.toUpperCase(Locale.ROOT), path), Operation.of(this, operation, parameters));
            }
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
                    .createArrayBuilder(list.stream().map(Contract::json).toList())
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
