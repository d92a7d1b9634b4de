package org.opsflow.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.web.shared.Anonymous;

/** The document says what the resources serve, all of it and nothing else, and says it whole. */
class ContractTest {
    private static final Contract CONTRACT = Answers.contract();
    private static final Map<Route, Method> RESOURCES = resources();

    /** Of JSON Schema and OpenAPI, what is used here; anything else is mistyped, and would be passed over. */
    private static final Set<String> WORDS = Set.of(
            "$ref",
            "type",
            "format",
            "enum",
            "const",
            "default",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "allOf",
            "oneOf",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "uniqueItems",
            "x-remedy");

    static Stream<Route> routes() {
        return CONTRACT.operations().keySet().stream()
                .sorted((a, b) -> (a.path() + a.method()).compareTo(b.path() + b.method()));
    }

    private static Map<Route, Method> resources() {
        Map<Route, Method> resources = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.opsflow.web")) {
            if (type.isAnnotatedWith(Path.class)) {
                Class<?> resource = type.reflect();
                Arrays.stream(resource.getDeclaredMethods())
                        .forEach(method -> Route.of(resource, method).ifPresent(route -> resources.put(route, method)));
            }
        }
        return resources;
    }

    @Test
    void describesEveryResourceAndNothingElse() {
        assertThat(CONTRACT.operations().keySet()).containsExactlyInAnyOrderElementsOf(RESOURCES.keySet());
    }

    @Test
    void namesEveryOperationOnce() {
        assertThat(routes().map(route -> operation(route).getString("operationId", "")))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void saysWhoMayCall(Route route) {
        String permission = operation(route).getString("x-permission", "");
        boolean anonymous = RESOURCES.get(route).isAnnotationPresent(Anonymous.class);

        assertThat(permission)
                .isIn(Stream.concat(
                                Stream.of("anonymous", "signed-in"),
                                Arrays.stream(Permission.values()).map(Enum::name))
                        .toList());
        assertThat(permission.equals("anonymous")).isEqualTo(anonymous);
        assertThat(operation(route).get("security")).isEqualTo(anonymous ? JsonValue.EMPTY_JSON_ARRAY : null);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void takesTheTypesOfItsResource(Route route) {
        Set<String> documented = Optional.ofNullable(operation(route).getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content").keySet())
                .orElse(Set.of());
        Consumes consumes = RESOURCES.get(route).getAnnotation(Consumes.class);

        assertThat(documented).containsExactlyInAnyOrder(consumes == null ? new String[0] : consumes.value());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void belongsToAKnownPartAndHasASummary(Route route) {
        List<String> tags = CONTRACT.document().getJsonArray("tags").stream()
                .map(tag -> tag.asJsonObject().getString("name"))
                .toList();

        assertThat(operation(route).getJsonArray("tags"))
                .singleElement()
                .extracting(tag -> ((JsonString) tag).getString())
                .isIn(tags);
        assertThat(operation(route).getString("summary", "")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void promisesProblemDocumentsForEverythingThatCanGoWrong(Route route) {
        JsonObject responses = operation(route).getJsonObject("responses");
        Set<String> expected = new TreeSet<>(Set.of("default"));
        boolean anonymous = RESOURCES.get(route).isAnnotationPresent(Anonymous.class);
        String permission = operation(route).getString("x-permission");
        if (!anonymous) {
            expected.add("401");
        }
        if (!anonymous && (!route.method().equals("GET") || !permission.equals("signed-in"))) {
            expected.add("403");
        }
        if (route.path().contains("{")) {
            expected.add("404");
        }
        if (operation(route).containsKey("requestBody")) {
            expected.addAll(Set.of("400", "413", "422"));
        }
        if (parameters(route).anyMatch(parameter -> parameter.place() != Parameter.Place.PATH)) {
            expected.add("422");
        }

        assertThat(responses.keySet()).containsAll(expected);
        responses.forEach((status, response) -> {
            if (status.equals("default")
                    || (status.charAt(0) >= '4' && !route.path().equals("/health"))) {
                assertThat(CONTRACT.resolved(response).getJsonObject("content").keySet())
                        .as(status)
                        .containsExactly("application/problem+json");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void showsExamplesThatAreWhatTheyShow(Route route) {
        List<JsonObject> contents = new ArrayList<>();
        Optional.ofNullable(operation(route).getJsonObject("requestBody"))
                .ifPresent(body -> contents.add(body.getJsonObject("content")));
        operation(route).getJsonObject("responses").values().forEach(response -> Optional.ofNullable(
                        CONTRACT.resolved(response).getJsonObject("content"))
                .ifPresent(contents::add));

        contents.forEach(content -> content.forEach((type, media) -> showsAnExample(type, media.asJsonObject())));
        parameters(route).forEach(parameter -> assertThat(parameter.document().keySet())
                .as(parameter.name())
                .contains("example", "description", "schema"));
        parameters(route).forEach(parameter -> assertThat(
                        parameter.errors(List.of(text(parameter.document().get("example")))))
                .as(parameter.name())
                .isEmpty());
    }

    private static String text(JsonValue example) {
        return example instanceof JsonString string ? string.getString() : example.toString();
    }

    private static void showsAnExample(String type, JsonObject media) {
        List<JsonValue> examples = new ArrayList<>();
        Optional.ofNullable(media.get("example")).ifPresent(examples::add);
        Optional.ofNullable(media.getJsonObject("examples")).ifPresent(some -> some.values()
                .forEach(example -> examples.add(CONTRACT.resolved(example).get("value"))));

        assertThat(examples).as(type).isNotEmpty();
        for (JsonValue example : examples) {
            assertThat(Answers.errors(media.getJsonObject("schema"), example))
                    .as(example.toString())
                    .isEmpty();
        }
    }

    /** What a request may hold is bounded, and whatever is wrong with it has a name and a remedy. */
    @ParameterizedTest
    @MethodSource("routes")
    void boundsWhatItTakes(Route route) {
        Optional.ofNullable(operation(route).getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content").getJsonObject("application/json"))
                .ifPresent(media -> bounded(route.path(), media.getJsonObject("schema")));
        parameters(route)
                .forEach(parameter ->
                        bounded(parameter.name(), parameter.document().getJsonObject("schema")));
    }

    private static void bounded(String name, JsonObject place) {
        JsonObject schema = CONTRACT.resolved(place);
        assertThat(schema.keySet()).as(name).doesNotContain("oneOf", "anyOf", "allOf", "not");
        if (schema.containsKey("pattern")) {
            assertThat(schema.keySet()).as(name).contains("x-remedy");
        }
        switch (schema.getString("type", "")) {
            case "object" -> {
                assertThat(schema.keySet()).as(name).contains("additionalProperties");
                Optional.ofNullable(schema.getJsonObject("properties"))
                        .ifPresent(
                                all -> all.forEach((field, rule) -> bounded(name + "." + field, rule.asJsonObject())));
            }
            case "array" -> {
                assertThat(schema.keySet()).as(name).contains("maxItems");
                bounded(name + "[]", schema.getJsonObject("items"));
            }
            case "string" ->
                assertThat(schema.keySet()).as(name).containsAnyOf("maxLength", "pattern", "enum", "format");
            case "integer" -> assertThat(schema.keySet()).as(name).contains("minimum", "maximum");
            default -> assertThat(schema.keySet()).as(name).containsAnyOf("type", "enum", "const");
        }
    }

    @Test
    void usesOnlyWordsThatAreUnderstood() {
        Set<String> unknown = new TreeSet<>();
        CONTRACT.document()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .forEach((name, schema) -> collectUnknown(name, schema, unknown));

        assertThat(unknown).isEmpty();
    }

    private static void collectUnknown(String name, JsonValue value, Set<String> unknown) {
        if (value instanceof JsonObject schema) {
            schema.forEach((word, rule) -> {
                if (!WORDS.contains(word)) {
                    unknown.add(name + ": " + word);
                }
                if (word.equals("properties")) {
                    rule.asJsonObject().forEach((field, inner) -> collectUnknown(name + "." + field, inner, unknown));
                } else if (!Set.of("default", "const").contains(word)) {
                    collectUnknown(name, rule, unknown);
                }
            });
        } else if (value instanceof JsonArray items) {
            items.forEach(item -> collectUnknown(name, item, unknown));
        }
    }

    @Test
    void holdsNothingThatNobodyUses() {
        String text = CONTRACT.document().toString();
        Set<String> unused = new HashSet<>();
        CONTRACT.document().getJsonObject("components").forEach((kind, all) -> {
            if (!kind.equals("securitySchemes")) {
                all.asJsonObject().keySet().stream()
                        .filter(name -> !text.contains("\"#/components/" + kind + "/" + name + "\""))
                        .forEach(name -> unused.add(kind + "/" + name));
            }
        });

        assertThat(unused).isEmpty();
    }

    @Test
    void holdsSchemasThatAreSchemas() {
        JsonObject schemas = CONTRACT.document().getJsonObject("components").getJsonObject("schemas");
        String inside = "{\"$defs\":" + schemas + "}";

        assertThat(JsonRules.flaws(inside.replace("\"#/components/schemas/", "\"#/$defs/")))
                .isEmpty();
    }

    private static JsonObject operation(Route route) {
        return CONTRACT.operations().get(route).document();
    }

    private static Stream<Parameter> parameters(Route route) {
        return CONTRACT.operations().get(route).parameters().stream();
    }
}
