package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"a\"", "[1,{}]", " {\"a\": null} ", "1e999999999"})
    void readsJson(String text) {
        assertThat(JsonText.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nul", "{", "{a:1}", "'a'", "{} {}", "1 2", "[1] x", "{\"a\":}", "NaN", "\0"})
    void readsNothingElse(String text) {
        assertThat(JsonText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesNestingWithoutEnd(String open) {
        assertThat(JsonText.parse(open.repeat(20_000))).isEmpty();
        assertThat(JsonText.parse("[".repeat(20_000) + "]".repeat(20_000))).isEmpty();
    }

    @Test
    void bracketsWithinTextAreNotDepth() {
        assertThat(JsonText.parse("[\"" + "[\\\"".repeat(2_000) + "\"]")).isPresent();
    }

    @Test
    void readsAnObjectOnlyAsAnObject() {
        assertThat(JsonText.parseObject("{\"a\":1}")).isPresent();
        assertThat(JsonText.parseObject("[]")).isEmpty();
    }

    @Test
    void writesMembers() {
        assertThat(JsonText.object(json -> {
                    JsonText.member(json, "a", null);
                    JsonText.member(json, "b", "\"\n");
                }))
                .isEqualTo("{\"a\":null,\"b\":\"\\\"\\n\"}");
    }

    /** The agents' door parses on threads with small stacks. */
    @Test
    void readsWhatASmallStackCanHoldAndNothingDeeper() throws InterruptedException {
        List<Boolean> read = new CopyOnWriteArrayList<>();
        Thread small = new Thread(
                null,
                () -> {
                    for (int depth : List.of(JsonText.MAX_DEPTH, JsonText.MAX_DEPTH + 1, 900)) {
                        read.add(JsonText.parse("[".repeat(depth) + "]".repeat(depth))
                                .isPresent());
                    }
                },
                "small",
                512 << 10);
        small.start();
        small.join();
        assertThat(read).containsExactly(true, false, false);
    }
}
