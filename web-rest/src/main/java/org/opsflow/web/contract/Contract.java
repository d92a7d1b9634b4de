package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opsflow.domain.shared.JsonText;

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
        Yaml file = Yaml.read("/openapi.yaml");
        return new Contract(file.text(), file.document());
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
}
