package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are meant to hang the server or to exhaust its stack or memory. */
class HostileYamlTest {
    private static final int SIZE = 900_000;

    static Stream<Arguments> deep() {
        return Stream.of(
                Arguments.of("flow lists", "[".repeat(SIZE)),
                Arguments.of("flow mappings", "{".repeat(SIZE)),
                Arguments.of("flow mappings with keys", "{a: ".repeat(SIZE / 4)),
                Arguments.of("block lists", "- ".repeat(SIZE / 2)),
                Arguments.of("explicit keys", "? ".repeat(SIZE / 2)),
                Arguments.of("lists as keys", "? - ".repeat(SIZE / 4)),
                Arguments.of("under a known key", "argsSchema: " + "[".repeat(SIZE)),
                Arguments.of("closed", "name: " + "[".repeat(5_000) + "]".repeat(5_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deep(String name, String yaml) {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThat(YamlErrors.of(yaml))
                .singleElement()
                .asString()
                .contains("definition: is nested more than 32 levels deep"));
    }

    @Test
    void saysWhereItIsTooDeep() {
        assertThat(YamlErrors.of("name: x\nargsSchema: " + "[".repeat(100)))
                .singleElement()
                .asString()
                .startsWith("2:44 definition: is nested");
    }

    @Test
    void refusesAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("argsSchema:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("  a%d: &a%d [%s, %s, %s, %s, %s, %s, %s, %s, %s]\n"
                    .formatted(i, i, alias, alias, alias, alias, alias, alias, alias, alias, alias));
        }
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThat(YamlErrors.of(bomb.toString()))
                .containsExactly("3:12 definition: uses the alias *a0; aliases are not supported"));
    }

    @Test
    void refusesAnAliasOfItsOwnParent() {
        assertThat(YamlErrors.of("argsSchema: &a {b: *a}"))
                .containsExactly("1:20 definition: uses the alias *a; aliases are not supported");
    }

    @Test
    void refusesAnAliasOfALongText() {
        assertThat(YamlErrors.of("name: &n " + "x".repeat(100_000) + "\nargsSchema: {enum: [*n, *n]}"))
                .singleElement()
                .asString()
                .contains("uses the alias *n");
    }

    @Test
    void refusesMoreThanAMebibyte() {
        String yaml = "name: x\n" + "# comment\n".repeat(120_000);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThat(YamlErrors.of(yaml))
                .containsExactly("0:0 definition: is larger than 1 MiB"));
    }

    static Stream<Arguments> wide() {
        return Stream.of(
                Arguments.of("many keys", keys(20_000)),
                Arguments.of("one key very often", "name: x\n".repeat(SIZE / 24)),
                Arguments.of("many wrong steps", "steps:\n" + "- {}\n".repeat(SIZE / 15)),
                Arguments.of("many items", "phases: [" + "a,".repeat(SIZE / 6) + "]"),
                Arguments.of("a long text", "name: " + "x".repeat(SIZE / 3)),
                Arguments.of("a long number", "argsSchema: {maximum: " + "9".repeat(SIZE / 3) + "}"),
                Arguments.of("a huge exponent", "argsSchema: {maximum: 1e999999999, multipleOf: 1e-999999999}"),
                Arguments.of("quotes", "name: \"" + "\\\"".repeat(SIZE / 6) + "\""),
                Arguments.of("open quotes", "name: \"" + "\n".repeat(SIZE / 3)),
                Arguments.of("anchors", "name: " + "&a ".repeat(SIZE / 9)),
                Arguments.of("sections", "steps: [{command: '" + "{{#a}}".repeat(10_000) + "'}]"),
                Arguments.of("braces", "steps: [{command: '" + "{".repeat(60_000) + "'}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wide(String name, String yaml) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(YamlErrors.of(yaml)).isNotEmpty().hasSizeLessThanOrEqualTo(100));
    }

    private static String keys(int count) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < count; i++) {
            keys.append("key").append(i).append(": x\n");
        }
        return keys.toString();
    }
}
