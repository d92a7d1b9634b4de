package org.opsflow.domain.workflow;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Problem.FieldError;

/** The JSON Schema of a definition's arguments (draft 2020-12; references only inside the schema). */
final class ArgsSchema {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_PATH)
            .build();
    private static final String ENDLESS = "refers to itself without end";

    private final ObjectNode document;
    private final JsonSchema schema;

    private ArgsSchema(ObjectNode document) {
        this.document = document;
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.add(ArgsSchema::metaSchemaOnly)));
        schema = factory.getSchema(document, CONFIG);
        schema.initializeValidators();
    }

    /**
     * A definition must not make the server read addresses or files. The library asks its own loaders for whatever the
     * given ones do not answer, so this one throws.
     */
    private static InputStreamSource metaSchemaOnly(AbsoluteIri address) {
        String text = address.toString();
        if (text.startsWith("classpath:draft") && !text.contains("..")) {
            return null;
        }
        throw new JsonSchemaException("it refers to " + text + "; only references inside the schema are followed");
    }

    /** An empty text means: any object. */
    static ArgsSchema of(String text) {
        try {
            return new ArgsSchema((ObjectNode) read(text.isEmpty() ? "{\"type\":\"object\"}" : text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored schema is JSON", e);
        }
    }

    /** What is wrong with the schema itself. */
    static List<String> errors(String text) {
        try {
            JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), CONFIG);
            JsonNode document = read(text);
            List<String> errors = meta.validate(document).stream()
                    .map(ValidationMessage::getMessage)
                    .distinct()
                    .sorted()
                    .toList();
            if (errors.isEmpty()) {
                of(text).schema.validate(JSON.createObjectNode());
            }
            return errors;
        } catch (JsonProcessingException | JsonSchemaException wrong) {
            return List.of("is no usable JSON Schema: " + wrong.getMessage());
        } catch (StackOverflowError endless) {
            return List.of("is no usable JSON Schema: it " + ENDLESS);
        }
    }

    /**
     * The arguments with the schema's top-level defaults put in.
     *
     * @throws Problem naming each wrong field
     */
    String check(String argsJson) {
        ObjectNode args = object(argsJson);
        Iterator<Map.Entry<String, JsonNode>> properties =
                document.path("properties").fields();
        properties.forEachRemaining(property -> {
            if (!args.has(property.getKey()) && property.getValue().has("default")) {
                args.set(property.getKey(), property.getValue().get("default"));
            }
        });
        Set<ValidationMessage> wrong = validate(args);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong.stream().map(ArgsSchema::error).toList());
        }
        return args.toString();
    }

    /** The library follows references by recursion, and a circle of them consumes nothing of the arguments. */
    private Set<ValidationMessage> validate(ObjectNode args) {
        try {
            return schema.validate(args);
        } catch (StackOverflowError endless) {
            throw Problem.invalid("args", "cannot be checked: the definition's argsSchema " + ENDLESS);
        }
    }

    /** Numbers beyond what a double holds would pass for infinite ones, which JSON does not know. */
    private static JsonNode read(String text) throws JsonProcessingException {
        JsonNode document = JSON.readTree(text);
        requireFinite(document);
        return document;
    }

    private static void requireFinite(JsonNode node) throws JsonProcessingException {
        if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
            throw new JsonParseException(null, "a number is too large");
        }
        for (JsonNode child : node) {
            requireFinite(child);
        }
    }

    private static ObjectNode object(String argsJson) {
        try {
            if (read(argsJson.isBlank() ? "{}" : argsJson) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw Problem.invalid("args", "is not valid JSON: " + notJson.getOriginalMessage());
        }
        throw Problem.invalid("args", "must be a JSON object");
    }

    private static FieldError error(ValidationMessage wrong) {
        String field = "args" + wrong.getInstanceLocation().toString().substring("$".length());
        if ("required".equals(wrong.getType()) || "additionalProperties".equals(wrong.getType())) {
            field += "." + wrong.getProperty();
        }
        return new FieldError(field, wrong.getError() == null ? wrong.getMessage() : wrong.getError());
    }
}
