package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opsflow.domain.shared.Problem.FieldError;

class JsonRulesTest {
    private static final JsonRules RULES = JsonRules.of(
            """
            {"type": "object", "required": ["name"], "additionalProperties": false,
             "properties": {
               "name": {"type": "string", "minLength": 1, "maxLength": 3},
               "color": {"$ref": "#/$defs/color", "description": "x"},
               "size": {"type": ["integer", "null"], "minimum": 1, "maximum": 5},
               "word": {"enum": ["a", "b"]},
               "at": {"type": "string", "format": "date-time"},
               "more": {"type": "object", "properties": {"a b": {"type": "boolean"}}},
               "list": {"type": "array", "maxItems": 2, "items": {"type": "string"}}},
             "$defs": {"color": {"type": "string", "pattern": "^#[0-9a-f]{6}$", "x-remedy": "must be written #rrggbb"}}}
            """);

    private static List<FieldError> errors(String json, String name) throws JsonRules.Unreadable {
        return RULES.errors(JsonRules.read(json), name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | name         | is missing",
                "{\"name\": \"a\", \"nam\": 1}       | nam          | is not known here: leave it out",
                "{\"name\": 1}                       | name         | must be a text, in quotes",
                "{\"name\": null}                    | name         | must not be null: leave it out, or send a text, in quotes",
                "{\"name\": \"\"}                    | name         | must not be empty",
                "{\"name\": \"abcd\"}                | name         | must be at most 3 characters long",
                "{\"name\": \"a\", \"color\": \"x\"} | color        | must be written #rrggbb",
                "{\"name\": \"a\", \"size\": 0}      | size         | must be at least 1",
                "{\"name\": \"a\", \"size\": 6}      | size         | must be at most 5",
                "{\"name\": \"a\", \"size\": 1.5}    | size         | must be a whole number or null",
                "{\"name\": \"a\", \"word\": \"c\"}  | word         | must be one of a, b",
                "{\"name\": \"a\", \"at\": \"now\"}  | at           | must be an instant such as 2026-01-31T10:00:00Z",
                "{\"name\": \"a\", \"more\": {\"a b\": 1}} | more['a b'] | must be true or false",
                "{\"name\": \"a\", \"list\": [\"a\", 1]}   | list[1]  | must be a text, in quotes",
                "[]                                  | ''           | must be an object",
            })
    void tellsTheFieldAndTheRemedy(String json, String field, String message) throws Exception {
        assertThat(errors(json, "")).containsExactly(new FieldError(field, message));
    }

    @Test
    void tellsEverythingAtOnce() throws Exception {
        assertThat(errors("{\"color\": 1, \"size\": \"x\", \"other\": {}}", "args"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("args.color", "args.size", "args.other", "args.name");
    }

    @Test
    void takesWhatFits() throws Exception {
        assertThat(errors("{\"name\": \"🐬🐬🐬\", \"size\": 1.0, \"at\": \"2026-01-31T10:00:00Z\"}", ""))
                .isEmpty();
        assertThat(errors("{\"name\": \"a\", \"size\": 4e0}", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                        | 0 | is empty",
                "{\"a\":                 | 1 | is not valid JSON: Unexpected end-of-input within/between Object entries",
                "{\"a\": 1, \"a\": 2}    | 1 | is not valid JSON: Duplicate field 'a'",
                "{\"a\": 1} {}           | 1 | is not valid JSON: Trailing token",
                "{\"a\": 1e999999999}    | 0 | is not valid JSON: a number has an exponent beyond 400",
                "{\"a\": \"\\ud800\"}    | 0 | is not valid JSON: a text holds half a character",
                "{\"\\udc00\": 1}        | 0 | is not valid JSON: a text holds half a character",
                "{'a': 1}                | 1 | is not valid JSON: Unexpected character",
                "NaN                     | 1 | is not valid JSON: Non-standard token 'NaN'",
            })
    void tellsWhereATextIsNotReadable(String json, int line, String message) {
        JsonRules.Unreadable unreadable =
                catchThrowableOfType(JsonRules.Unreadable.class, () -> JsonRules.read(json == null ? "" : json));

        assertThat(unreadable.as("body").message()).startsWith(message);
        assertThat(unreadable.as("body").field()).isEqualTo("body");
        assertThat(unreadable.as("body").line()).isEqualTo(line);
    }

    @Test
    void readsOnlyAsDeepAsAnythingIsMeant() throws Exception {
        int deep = JsonRules.MAX_DEPTH;

        assertThat(JsonRules.read("[".repeat(deep) + "]".repeat(deep)).isObject())
                .isFalse();
        assertThat(catchThrowableOfType(
                        JsonRules.Unreadable.class, () -> JsonRules.read("[".repeat(deep + 1) + "]".repeat(deep + 1))))
                .hasMessageStartingWith("is nested more than 64 levels deep");
    }
}
