package org.opsflow.inside;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.web.contract.Answers;
import org.opsflow.web.contract.Contract;
import org.opsflow.web.contract.Operation;
import org.opsflow.web.contract.Parameter;
import org.opsflow.web.contract.Route;
import org.opsflow.web.contract.Rules;

/** Every way to send one operation something it should not take, made from the document. */
final class Abuse {
    private static final Contract CONTRACT = Answers.contract();
    private static final String JSON = "application/json";

    private static final List<String> TEXTS = List.of(
            "' OR '1'='1'; DROP TABLE run; --",
            "\\'; SELECT SLEEP(9) #",
            "\"><script>alert(1)</script><img src=x onerror=alert(1)>",
            "../../../../etc/passwd",
            "{{ args.x }} ${jndi:ldap://127.0.0.1/x} %s%n",
            "a\0b",
            "\u0001\u001b[31m\u007fx",
            "\u202etxt.exe\u2028\ufeffx",
            "漢字 🐬 é",
            "null",
            "9".repeat(400),
            "x".repeat(5_000),
            "🐬".repeat(70_000),
            "");

    private static final List<JsonValue> VALUES = List.of(
            JsonValue.NULL,
            JsonValue.TRUE,
            JsonText.PROVIDER.createValue(-1),
            JsonText.PROVIDER.createValue(1.5),
            JsonText.PROVIDER.createValue(Long.MAX_VALUE),
            JsonText.PROVIDER.createValue("text"),
            JsonValue.EMPTY_JSON_ARRAY,
            JsonValue.EMPTY_JSON_OBJECT);

    private final Route route;
    private final Operation operation;
    private final Map<String, String> ids;
    private final List<Attempt> attempts = new ArrayList<>();

    /** @param ids one of each kind that a path names, which the caller may use */
    Abuse(Route route, Map<String, String> ids) {
        this.route = route;
        this.operation = CONTRACT.operations().get(route);
        this.ids = ids;
    }

    List<Attempt> attempts() {
        operation.parameters().forEach(parameter -> {
            switch (parameter.place()) {
                case PATH -> path(parameter);
                case QUERY -> query(parameter);
                case HEADER -> header(parameter);
            }
        });
        attempts.add(Attempt.refused("unknown parameter", route, path() + "?x%00y=1", Set.of("x\0y"))
                .with(usualType(), usualBody()));
        JsonObject content = Optional.ofNullable(operation.document().getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content"))
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        // Of GET the container drops it, of DELETE it refuses it before we are asked.
        if (content.isEmpty() && !Set.of("GET", "DELETE").contains(route.method())) {
            attempts.add(Attempt.refused("a body where none is asked for", route, path(), Set.of("body"))
                    .with(JSON, "{\"x\": 1}"));
        } else if (!content.isEmpty()) {
            unreadable();
            if (content.containsKey(JSON)) {
                fields(schema(), example());
            }
        }
        return attempts;
    }

    /** With ids that lead somewhere. */
    String path() {
        return path(null, "");
    }

    /** The document's own example. */
    String usualBody() {
        return Optional.ofNullable(operation.document().getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content").getJsonObject(usualType()))
                .map(media -> media.containsKey("example")
                        ? media.get("example")
                        : CONTRACT.resolved(media.getJsonObject("examples")
                                        .values()
                                        .iterator()
                                        .next())
                                .get("value"))
                .map(example -> example instanceof JsonString text ? text.getString() : example.toString())
                .orElse("");
    }

    String usualType() {
        return Optional.ofNullable(operation.document().getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content").keySet().iterator().next())
                .orElse("");
    }

    private String path(Parameter replaced, String value) {
        String path = route.path();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.place() == Parameter.Place.PATH) {
                String text = parameter == replaced
                        ? value
                        : Optional.ofNullable(ids.get(parameter.document().getString("x-names", "")))
                                .orElseGet(() -> parameter.document().getString("example"));
                path = path.replace("{" + parameter.name() + "}", encoded(text));
            }
        }
        return "/api" + path;
    }

    private void path(Parameter parameter) {
        List<String> values = new ArrayList<>(TEXTS);
        values.add(parameter.document().getString("example").replaceAll("[0-9]", "0"));
        // The container closes the connection on larger heads; a slug of an example may be one that is there.
        String known = ids.getOrDefault(
                parameter.document().getString("x-names", ""),
                parameter.document().getString("example"));
        values.removeIf(text -> text.isEmpty() || text.length() > 5_000 || text.equals(known));
        for (String value : values) {
            attempts.add(Attempt.refused("path " + parameter.name(), route, path(parameter, value), Set.of())
                    .with(usualType(), usualBody()));
        }
        String raw = path(parameter, "@@");
        for (String value : List.of("%ff%fe", "..%2f..%2fapi%2fauth%2fme", "%2e%2e", "a;b=c")) {
            attempts.add(Attempt.refused("raw path", route, raw.replace("%40%40", value), Set.of())
                    .with(usualType(), usualBody()));
        }
    }

    private void query(Parameter parameter) {
        List<String> values = new ArrayList<>(TEXTS);
        values.addAll(List.of("-1", "0", "1e9", "1.5", "99999999999999999999", "true"));
        values.removeIf(text -> text.length() > 5_000);
        String start = path() + "?" + parameter.name() + "=";
        for (String value : values) {
            Set<String> names = Set.of(parameter.name());
            String path = start + encoded(value);
            attempts.add((Rules.allows(parameter, value)
                            ? Attempt.allowed("query " + parameter.name(), route, path, names)
                            : Attempt.refused("query " + parameter.name(), route, path, names))
                    .with(usualType(), usualBody()));
        }
        attempts.add(Attempt.refused(
                        "query given twice", route, start + "a&" + parameter.name() + "=b", Set.of(parameter.name()))
                .with(usualType(), usualBody()));
    }

    /** Of texts that can be sent as one. */
    private void header(Parameter parameter) {
        for (String value : List.of(
                "' OR '1'='1'; --",
                "<script>alert(1)</script>",
                "../../etc/passwd",
                "bytes=-",
                "bytes=5-1",
                "bytes=99999999999999999999-",
                "bytes=999999999999999999-",
                "bytes=0-0,5-6",
                "bytes=-999999999999999999",
                "null",
                "x".repeat(3_000))) {
            Set<String> names = Set.of(parameter.name());
            String what = "header " + parameter.name();
            attempts.add((Rules.allows(parameter, value)
                            ? Attempt.allowed(what, route, path(), names)
                            : Attempt.refused(what, route, path(), names))
                    .withHeader(parameter.name(), value));
        }
    }

    private void unreadable() {
        Attempt attempt = Attempt.refused("unreadable body", route, path(), Set.of("body", "definition"));
        if (!Rules.wrongFields(operation, "").isEmpty()) {
            attempts.add(attempt.with(usualType(), ""));
        }
        attempts.add(attempt.with(usualType(), new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'}));
        attempts.add(attempt.with(usualType(), "x".repeat((1 << 20) + 1)));
        attempts.add(attempt.with(usualType(), "[".repeat(90_000)));
        attempts.add(attempt.with(usualType(), "{\"a\": ".repeat(200) + "1" + "}".repeat(200)));
        attempts.add(attempt.with(usualType(), "&a [*a]"));
        attempts.add(attempt.with(usualType(), "{} {}"));
        attempts.add(attempt.with(usualType(), "\0"));
        attempts.add(
                Attempt.refused("body of another type", route, path(), Set.of()).with("text/csv", usualBody()));
        if (usualType().equals(JSON)) {
            for (String body : List.of("[]", "null", "\"text\"", "1", "{\"a\": 1, \"a\": 2}", "{\"a\": 1e999999999}")) {
                attempts.add(attempt.with(JSON, body));
            }
        }
    }

    private JsonObject schema() {
        return CONTRACT.resolved(operation
                .document()
                .getValue("/requestBody/content/application~1json/schema")
                .asJsonObject());
    }

    private JsonObject example() {
        return JsonText.parseObject(usualBody()).orElseThrow();
    }

    private void fields(JsonObject schema, JsonObject example) {
        JsonObject properties = schema.getJsonObject("properties");
        with("unknown field", example, "zzz", JsonValue.TRUE, Set.of("zzz"));
        Optional.ofNullable(schema.getJsonArray("required"))
                .orElse(JsonValue.EMPTY_JSON_ARRAY)
                .forEach(name -> {
                    String field = ((JsonString) name).getString();
                    Map<String, JsonValue> without = new LinkedHashMap<>(example);
                    without.remove(field);
                    body("missing field", json(without), Set.of(field), Optional.empty());
                });
        properties.forEach((field, place) -> {
            JsonObject rule = CONTRACT.resolved(place);
            for (JsonValue value : VALUES) {
                with("value of " + field, example, field, value, Set.of(field));
            }
            for (String text : TEXTS) {
                with("text of " + field, example, field, JsonText.PROVIDER.createValue(text), Set.of(field));
            }
            if (rule.containsKey("additionalProperties") && !rule.containsKey("properties")) {
                free(example, field);
            }
            if (rule.getString("type", "").equals("array")) {
                JsonArray many = JsonText.PROVIDER
                        .createArrayBuilder(java.util.Collections.nCopies(10_000, "x"))
                        .build();
                with("many in " + field, example, field, many, new TreeSet<>(Set.of(field)));
            }
        });
    }

    /** An object that may hold anything keeps it as it is. */
    private void free(JsonObject example, String field) {
        for (String text : TEXTS) {
            if (text.length() < 1_000) {
                JsonObject inner = JsonText.PROVIDER
                        .createObjectBuilder()
                        .add("anything", text)
                        .build();
                with("free text in " + field, example, field, inner, Set.of(field), Optional.of(text));
            }
        }
    }

    private void with(String name, JsonObject example, String field, JsonValue value, Set<String> fields) {
        Optional<String> text =
                value instanceof JsonString some && !some.getString().isBlank()
                        ? Optional.of(some.getString())
                        : Optional.empty();
        with(name, example, field, value, fields, text);
    }

    private void with(
            String name, JsonObject example, String field, JsonValue value, Set<String> fields, Optional<String> text) {
        Map<String, JsonValue> changed = new LinkedHashMap<>(example);
        changed.put(field, value);
        body(name, json(changed), fields, text);
    }

    private void body(String name, JsonObject body, Set<String> fields, Optional<String> text) {
        boolean refused = !Rules.wrongFields(operation, body.toString()).isEmpty();
        Attempt attempt =
                refused ? Attempt.refused(name, route, path(), fields) : Attempt.allowed(name, route, path(), fields);
        attempts.add(text.map(attempt::reading).orElse(attempt).with(JSON, body.toString()));
    }

    private static JsonObject json(Map<String, JsonValue> members) {
        var object = JsonText.PROVIDER.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
