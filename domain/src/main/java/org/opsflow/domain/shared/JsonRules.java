package org.opsflow.domain.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.opsflow.domain.shared.Problem.FieldError;

/**
 * What JSON must be like, as a JSON Schema says it (draft 2020-12; references only inside the schema), and the strict
 * reading of the JSON that is held against it. The one class that knows the library.
 */
public final class JsonRules {
    /** Deep enough for everything meant; what reads by recursion stays far from the end of its stack. */
    public static final int MAX_DEPTH = 64;

    private static final SpecVersion.VersionFlag DRAFT = SpecVersion.VersionFlag.V202012;
    private static final int MOST_ERRORS = 100;
    private static final String ENDLESS = "refers to itself without end";
    /** Of a number with an exponent: reckoning with 1e999999999 takes all memory there is. */
    private static final int MAX_SCALE = 400;

    /** Decimal, so that a number is kept as it was written. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .build();
    /** Words that it does not know belong to others, for example to OpenAPI. */
    private static final JsonMetaSchema META = JsonMetaSchema.builder(
                    "https://opsflow.org/schema", JsonMetaSchema.getV202012())
            .unknownKeywordFactory((word, context) -> new AnnotationKeyword(word))
            .build();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(DRAFT))
            .metaSchema(META)
            .defaultMetaSchemaIri(META.getIri())
            .schemaLoaders(loaders -> loaders.add(JsonRules::metaSchemaOnly))
            .build();

    /** JSON that was read strictly: one value, each name once in its object, whole characters, numbers of usual size. */
    public static final class Value {
        private final JsonNode node;
        private final String text;

        private Value(JsonNode node, String text) {
            this.node = node;
            this.text = text;
        }

        public boolean isObject() {
            return node.isObject();
        }

        public String text() {
            return text;
        }
    }

    /** Why a text is not read. */
    public static final class Unreadable extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient FieldError error;

        private Unreadable(String message, int line, int column) {
            super(message, null, false, false);
            error = new FieldError("", message, "", line, column);
        }

        /** @param field the name of the whole text */
        public FieldError as(String field) {
            return new FieldError(field, error.message(), "", error.line(), error.column());
        }
    }

    private final JsonNode document;
    private final JsonSchema schema;

    private JsonRules(JsonNode document) {
        this.document = document;
        schema = SCHEMAS.getSchema(document, CONFIG);
        schema.initializeValidators();
    }

    /** @param schema JSON text that has no {@link #flaws} */
    public static JsonRules of(String schema) {
        try {
            return new JsonRules(JSON.readTree(schema));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("A schema is JSON", notJson);
        }
    }

    /** What is wrong with the text of a schema itself. */
    public static List<String> flaws(String schema) {
        try {
            JsonSchema meta = JsonSchemaFactory.getInstance(DRAFT)
                    .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), CONFIG);
            List<String> flaws = meta.validate(read(schema).node).stream()
                    .map(ValidationMessage::getMessage)
                    .distinct()
                    .sorted()
                    .toList();
            if (flaws.isEmpty()) {
                of(schema).schema.validate(JSON.createObjectNode());
            }
            return flaws;
        } catch (Unreadable | JsonSchemaException wrong) {
            return List.of("is no usable JSON Schema: " + wrong.getMessage());
        } catch (StackOverflowError endless) {
            return List.of("is no usable JSON Schema: it " + ENDLESS);
        }
    }

    public static Value read(String json) throws Unreadable {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonNode node = JSON.readTree(parser);
            if (node == null) {
                throw new Unreadable("is empty", 0, 0);
            }
            requirePlain(node);
            return new Value(node, json);
        } catch (JsonProcessingException wrong) {
            throw unreadable(wrong);
        } catch (IOException impossible) {
            throw new IllegalStateException("a text can be read", impossible);
        }
    }

    /** The object with the schema's top-level defaults put in where it says nothing. */
    public Value withDefaults(Value given) {
        ObjectNode missing = JSON.createObjectNode();
        document.path("properties").fields().forEachRemaining(property -> {
            if (!given.node.has(property.getKey()) && property.getValue().has("default")) {
                missing.set(property.getKey(), property.getValue().get("default"));
            }
        });
        if (missing.isEmpty()) {
            return given;
        }
        ObjectNode all = given.node.deepCopy();
        all.setAll(missing);
        return new Value(all, all.toString());
    }

    private static Unreadable unreadable(JsonProcessingException wrong) {
        String message = "is not valid JSON: " + wrong.getOriginalMessage().replaceFirst(" \\([^(]*\\[Source.*", "");
        if (wrong instanceof StreamConstraintsException) {
            message = "is nested more than " + MAX_DEPTH + " levels deep, or holds a number of more than "
                    + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits";
        }
        JsonLocation at = wrong.getLocation();
        return at == null ? new Unreadable(message, 0, 0) : new Unreadable(message, at.getLineNr(), at.getColumnNr());
    }

    /** @param name of the value itself; the paths of its fields begin with it, or with nothing when it is empty */
    public List<FieldError> errors(Value value, String name) {
        try {
            return schema.validate(value.node).stream()
                    .limit(MOST_ERRORS)
                    .map(wrong -> error(wrong, name))
                    .toList();
        } catch (StackOverflowError endless) {
            // The library follows references by recursion, and a circle of them consumes nothing of the value.
            return List.of(new FieldError(name, "cannot be checked: its JSON Schema " + ENDLESS));
        }
    }

    /**
     * A schema must not make the server read addresses or files. The library asks its own loaders for whatever the given
     * ones do not answer, so this one throws.
     */
    private static InputStreamSource metaSchemaOnly(AbsoluteIri address) {
        String text = address.toString();
        if (text.startsWith("classpath:draft") && !text.contains("..")) {
            return null;
        }
        throw new JsonSchemaException("it refers to " + text + "; only references inside the schema are followed");
    }

    private FieldError error(ValidationMessage wrong, String name) {
        String path = wrong.getInstanceLocation().toString();
        if (wrong.getProperty() != null) {
            path = wrong.getInstanceLocation().append(wrong.getProperty()).toString();
        }
        String inside = path.substring("$".length());
        String field = name.isEmpty() && inside.startsWith(".") ? inside.substring(1) : name + inside;
        List<String> schemaWords = words(wrong.getSchemaNode());
        return new FieldError(
                field,
                JsonWords.wrong(
                        wrong.getType(),
                        schemaWords,
                        wrong.getInstanceNode() != null
                                && wrong.getInstanceNode().isNull(),
                        remedy(wrong).orElse(wrong.getError())));
    }

    /** What the schema's author says of it, by {@code x-remedy} beside the rule. */
    private Optional<String> remedy(ValidationMessage wrong) {
        String rule = wrong.getSchemaLocation().getFragment().toString();
        JsonNode remedy = document.at(rule.substring(0, rule.lastIndexOf('/')) + "/x-remedy");
        return remedy.isTextual() ? Optional.of(remedy.textValue()) : Optional.empty();
    }

    private static List<String> words(JsonNode rule) {
        if (rule == null || !rule.isArray()) {
            return rule == null ? List.of() : List.of(rule.asText());
        }
        return StreamSupport.stream(rule.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Half characters are lost when stored. */
    private static void requirePlain(JsonNode root) throws JsonProcessingException {
        List<JsonNode> left = new ArrayList<>(List.of(root));
        while (!left.isEmpty()) {
            JsonNode node = left.remove(left.size() - 1);
            if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_SCALE) {
                throw new JsonParseException(null, "a number has an exponent beyond " + MAX_SCALE);
            }
            if (node.isTextual() && isHalf(node.textValue())) {
                throw new JsonParseException(null, "a text holds half a character (a lone surrogate)");
            }
            node.fieldNames()
                    .forEachRemaining(name -> left.add(JSON.getNodeFactory().textNode(name)));
            node.forEach(left::add);
        }
    }

    private static boolean isHalf(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
