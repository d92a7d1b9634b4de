package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.domain.shared.Problem;

class ArgsSchemaTest {
    private static final ArgsSchema SCHEMA = ArgsSchema.of(
            """
            {"type": "object",
             "properties": {
               "branch": {"type": "string", "default": "main", "pattern": "^[a-z]+$"},
               "depth": {"type": "integer", "minimum": 1},
               "target": {"type": "object", "required": ["host"], "properties": {"port": {"type": "integer"}}},
               "tags": {"type": "array", "items": {"enum": ["a", "b"]}}},
             "required": ["depth"],
             "additionalProperties": false}
            """);

    private static List<String> errors(ArgsSchema schema, String args) {
        Problem problem = catchThrowableOfType(Problem.class, () -> schema.check(args));
        return problem.errors().stream()
                .map(error -> error.field() + ": " + error.message())
                .toList();
    }

    @Test
    void putsInDefaultsAndKeepsWhatIsGiven() {
        assertThat(SCHEMA.check("{\"depth\": 1}")).isEqualTo("{\"depth\":1,\"branch\":\"main\"}");
        assertThat(SCHEMA.check("{\"depth\": 1, \"branch\": \"dev\"}"))
                .isEqualTo("{\"depth\": 1, \"branch\": \"dev\"}");
    }

    @Test
    void keepsNumbersAsTheyWereWritten() {
        ArgsSchema schema = ArgsSchema.of("{\"properties\": {\"b\": {\"default\": 1.50}}}");

        assertThat(schema.check("{\"a\": 0.12345678901234567890}"))
                .isEqualTo("{\"a\":0.12345678901234567890,\"b\":1.50}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | args.depth",
                "{\"depth\": \"1\"}                        | args.depth",
                "{\"depth\": 0}                            | args.depth",
                "{\"depth\": 1.5}                          | args.depth",
                "{\"depth\": null}                         | args.depth",
                "{\"depth\": 1, \"branch\": \"A B\"}       | args.branch",
                "{\"depth\": 1, \"colour\": \"red\"}       | args.colour",
                "{\"depth\": 1, \"target\": {}}            | args.target.host",
                "{\"depth\": 1, \"target\": {\"host\": 1, \"port\": \"x\"}} | args.target.port",
                "{\"depth\": 1, \"tags\": [\"a\", \"c\"]}  | args.tags[1]",
                "[1]                                       | args",
                "{\"depth\": 1                             | args",
                "text                                      | args",
                "{\"depth\": 1} {}                         | args",
            })
    void namesTheFieldThatIsWrong(String args, String field) {
        assertThat(errors(SCHEMA, args)).singleElement().asString().startsWith(field + ": ");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(errors(SCHEMA, "{\"branch\": 5, \"x\": 1}"))
                .extracting(error -> error.substring(0, error.indexOf(':')))
                .containsExactlyInAnyOrder("args.branch", "args.depth", "args.x");
    }

    @Test
    void takesAnyObjectWithoutASchema() {
        assertThat(ArgsSchema.of("").check("")).isEqualTo("{}");
        assertThat(ArgsSchema.of("").check("{\"a\": [1, {}]}")).isEqualTo("{\"a\": [1, {}]}");
        assertThat(errors(ArgsSchema.of(""), "[]")).containsExactly("args: must be a JSON object");
    }

    @Test
    void followsReferencesInsideTheSchema() {
        ArgsSchema schema = ArgsSchema.of(
                """
                {"$defs": {"n": {"type": "integer"}}, "properties": {"a": {"$ref": "#/$defs/n"}}}
                """);

        assertThat(JsonRules.flaws("{\"properties\": {\"a\": {\"$ref\": \"#\"}}}"))
                .isEmpty();
        assertThat(errors(schema, "{\"a\": \"x\"}")).singleElement().asString().startsWith("args.a: ");
    }

    @Test
    void readsNoAddress() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread counting = new Thread(() -> count(server, calls));
            counting.setDaemon(true);
            counting.start();
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/schema";
            for (String schema : List.of(
                    "{\"$ref\": \"%s\"}",
                    "{\"properties\": {\"a\": {\"$ref\": \"%s#/x\"}}}",
                    "{\"$dynamicRef\": \"%s\"}",
                    "{\"$schema\": \"%s\"}",
                    "{\"$id\": \"%s\", \"properties\": {\"a\": {\"$ref\": \"other\"}}}")) {
                assertThat(JsonRules.flaws(schema.formatted(address)))
                        .describedAs(schema)
                        .singleElement()
                        .asString()
                        .startsWith("is no usable JSON Schema: ");
            }
        }
        assertThat(calls).hasValue(0);
    }

    private static void count(ServerSocket server, AtomicInteger calls) {
        try {
            while (!server.isClosed()) {
                server.accept().close();
                calls.incrementAndGet();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"file:///etc/passwd\"}",
                "{\"$ref\": \"classpath:META-INF/MANIFEST.MF\"}",
                "{\"$ref\": \"resource:draft/../META-INF/MANIFEST.MF\"}",
                "{\"$ref\": \"#/$defs/nothing\"}"
            })
    void readsNothingElse(String schema) {
        assertThat(JsonRules.flaws(schema)).singleElement().asString().startsWith("is no usable JSON Schema: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#\"}",
                "{\"allOf\": [{\"$ref\": \"#\"}]}",
                "{\"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}, \"$ref\": \"#/$defs/a\"}"
            })
    void refusesASchemaThatRefersToItselfWithoutEnd(String schema) {
        assertThat(JsonRules.flaws(schema))
                .singleElement()
                .asString()
                .isEqualTo("is no usable JSON Schema: it refers to itself without end");
    }

    @Test
    void refusesArgumentsThatMeetAnEndlessReference() {
        ArgsSchema schema = ArgsSchema.of(
                """
                {"$defs": {"x": {"$ref": "#/$defs/x"}}, "properties": {"a": {"$ref": "#/$defs/x"}}}
                """);

        assertThat(schema.check("{}")).isEqualTo("{}");
        assertThat(errors(schema, "{\"a\": 1}"))
                .containsExactly("args: cannot be checked: its JSON Schema refers to itself without end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesDeepNestingClearly(String open) {
        assertThat(errors(ArgsSchema.of(""), "{\"a\":" + open.repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("args: is nested more than 64 levels deep");
    }

    @Test
    void takesAHugeExponentForWhatItIs() {
        ArgsSchema schema = ArgsSchema.of("{\"properties\": {\"n\": {\"type\": \"integer\", \"multipleOf\": 3}}}");

        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(errors(schema, "{\"n\": 1e999999999}")).isNotEmpty());
    }
}
