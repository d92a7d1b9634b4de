package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.MustacheException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static Map<String, String> args(String name, String value) {
        return Map.of("args." + name, value);
    }

    @Test
    void putsEachValueOfACommandIntoOneShellWord() {
        assertThat(Template.ofCommand("rm -- {{ args.x }}").render(args("x", "a b; rm -rf /")))
                .isEqualTo("rm -- 'a b; rm -rf /'");
        assertThat(Template.ofCommand("echo {{args.x}}").render(args("x", "it's")))
                .isEqualTo("echo 'it'\\''s'");
        assertThat(Template.ofCommand("echo {{args.x}}").render(args("x", ""))).isEqualTo("echo ''");
    }

    @Test
    void putsAValueInRawBetweenThreeBraces() {
        assertThat(Template.ofCommand("make {{{ args.x }}} {{& args.x }}").render(args("x", "-j 4")))
                .isEqualTo("make -j 4 -j 4");
    }

    @Test
    void quotesNothingInAPrompt() {
        assertThat(Template.ofText("Say {{ args.x }} & {{{ args.x }}}").render(args("x", "<it's>")))
                .isEqualTo("Say <it's> & <it's>");
    }

    @Test
    void fillsNothingIntoAValue() {
        assertThat(Template.ofText("{{ args.x }}").render(Map.of("args.x", "{{ args.y }}", "args.y", "!")))
                .isEqualTo("{{ args.y }}");
    }

    @Test
    void refusesAMissingValue() {
        Template template = Template.ofCommand("echo {{ args.y }}");

        assertThatThrownBy(() -> template.render(args("x", "1")))
                .isInstanceOf(MustacheException.class)
                .hasMessageContaining("args");
        assertThatThrownBy(() -> template.render(Map.of())).isInstanceOf(MustacheException.class);
    }

    @Test
    void keepsLinesAndSpacesAsTheyAre() {
        String script = "set -e\n  cd {{ args.x }}\n\nmake\n";

        assertThat(Template.ofCommand(script).render(args("x", "d"))).isEqualTo("set -e\n  cd 'd'\n\nmake\n");
    }

    @Test
    void tellsTheNamesBetweenTheBraces() {
        assertThat(Template.names("{{ args.x }} {{{ run.id }}} {{& steps.a-b.output }}"))
                .isEqualTo(new Template.Names(List.of("args.x", "run.id", "steps.a-b.output"), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"a b\" | a b", "3 | 3", "1.50 | 1.50", "true | true", "null | null", "{\"a\":[1]} | {\"a\":[1]}"
            })
    void showsTextsBareAndOtherValuesAsJson(String json, String shown) {
        assertThat(Template.value(json)).isEqualTo(shown);
    }

    /** Names that the template library or a map could take for something of its own. */
    @ParameterizedTest
    @CsvSource({"size", "entrySet", "class", "isEmpty", "this", "-first", "-index", "length", "0"})
    void takesNoNameForSomethingElse(String name) {
        assertThat(Template.ofText("{{ args." + name + " }}").render(args(name, "mine")))
                .isEqualTo("mine");
        assertThatThrownBy(() -> Template.ofText("{{ args." + name + " }}").render(args("x", "1")))
                .isInstanceOf(MustacheException.class);
    }
}
