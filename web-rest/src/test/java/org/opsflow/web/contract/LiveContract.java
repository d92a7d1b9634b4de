package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.domain.shared.JsonText;

/** What the AsyncAPI document promises of what the server tells by itself; closed, as {@link Answers} is. */
public final class LiveContract {
    /** Beside the OpenAPI document, whose schemas it names. */
    private static final JsonObject DOCUMENT = JsonText.parseObject(
                    Yaml.read("/asyncapi.yaml").document().toString().replace("./openapi.yaml#/", "#/"))
            .orElseThrow();

    private static final JsonObject SCHEMAS = schemas();

    private LiveContract() {}

    static JsonObject document() {
        return DOCUMENT;
    }

    /** What is wrong with a change, as one JSON object. */
    public static List<String> errors(String change) {
        String type = JsonText.parseObject(change).orElseThrow().getString("type");
        return Optional.ofNullable(messagesOfChanges().get(type))
                .map(message -> errors(message, change))
                .orElse(List.of(type + " is not described"));
    }

    /** The messages that have the name of a type. */
    static Map<String, JsonObject> messagesOfChanges() {
        Map<String, JsonObject> named = new TreeMap<>();
        DOCUMENT.getJsonObject("components").getJsonObject("messages").values().forEach(message -> Optional.ofNullable(
                        message.asJsonObject().getString("name", null))
                .ifPresent(name -> named.put(name, message.asJsonObject())));
        return named;
    }

    static List<String> errors(JsonObject message, String payload) {
        JsonObject alone = JsonText.PROVIDER
                .createObjectBuilder(
                        Answers.closed(message.getJsonObject("payload"), false).asJsonObject())
                .add("components", JsonText.PROVIDER.createObjectBuilder().add("schemas", SCHEMAS))
                .build();
        try {
            return JsonRules.of(alone.toString()).errors(JsonRules.read(payload), "").stream()
                    .map(error -> error.field() + " " + error.message())
                    .toList();
        } catch (JsonRules.Unreadable wrong) {
            return List.of(wrong.getMessage());
        }
    }

    static JsonObject resolved(JsonValue place) {
        JsonObject object = place.asJsonObject();
        return object.get("$ref") instanceof JsonString reference
                ? resolved(DOCUMENT.getValue(reference.getString().substring(1)))
                : object;
    }

    private static JsonObject schemas() {
        JsonObjectBuilder all = JsonText.PROVIDER.createObjectBuilder();
        for (JsonObject document : List.of(Answers.contract().document(), DOCUMENT)) {
            document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .forEach((name, schema) -> all.add(name, Answers.closed(schema, true)));
        }
        return all.build();
    }
}
