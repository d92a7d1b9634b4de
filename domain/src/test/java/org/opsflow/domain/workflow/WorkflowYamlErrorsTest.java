package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each error stands at its place and names its field. The steps of {@link #steps} begin in line 4. */
class WorkflowYamlErrorsTest {
    private static List<String> steps(String steps) {
        return YamlErrors.of("name: Test\nphases: [one, two]\nsteps:\n" + steps.indent(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "id: a b        | 4:9  | steps[0].id: 'a b' must be letters, digits, '-' and '_', at most 60",
                "id: [a]        | 4:9  | steps[0].id: must be a text",
                "id:            | 4:8  | steps[0].id: must not be empty",
                "id: ''         | 4:9  | steps[0].id: must not be empty",
                "phase: three   | 4:12 | steps[0].phase: 'three' is not one of the phases [one, two]",
                "phase: {a: b}  | 4:12 | steps[0].phase: must be a text",
                "type: shell    | 4:11  | steps[0].type: 'shell' must be script, agent or function",
                "command: []    | 4:14 | steps[0].command: must be a text",
                "timeout: 5     | 4:14 | steps[0].timeout: must be a number with s, m or h, for example 90s, 5m or 2h",
                "timeout: 0s    | 4:14 | steps[0].timeout: must be from 1s to 168h",
                "timeout: 169h  | 4:14 | steps[0].timeout: must be from 1s to 168h",
                "stallAfter: 5  | 4:17 | steps[0].stallAfter: must be a number with s, m or h, for example 90s, 5m or 2h",
                "stallAfter: 0m | 4:17 | steps[0].stallAfter: must be from 1s to 168h",
                "onStall: ask   | 4:14 | steps[0].onStall: 'ask' must be one of [mark, nudge, reassign]",
                "retries: 11    | 4:14 | steps[0].retries: must be a whole number from 0 to 10",
                "retries: some  | 4:14 | steps[0].retries: must be a whole number from 0 to 10",
                "retries: [1]   | 4:14 | steps[0].retries: must be a whole number from 0 to 10",
                "retries: -1    | 4:14 | steps[0].retries: must be a whole number from 0 to 10",
                "requires: [GPU]| 4:15 | steps[0].requires: 'GPU' must be lower-case letters, digits and ':._-', at most 64, or key=value",
                "prefers: [A B] | 4:14 | steps[0].prefers: 'A B' must be lower-case letters, digits and ':._-', at most 64, or key=value",
                "requires: gpu  | 4:15 | steps[0].requires: must be a list",
                "artifacts: {}  | 4:16 | steps[0].artifacts: must be a list",
                "artifacts: [[]]| 4:17 | steps[0].artifacts[0]: must be a text",
                "needs: a       | 4:12 | steps[0].needs: must be a list",
                "needs: [b]     | 4:12 | steps[0].needs: there is no step 'b'",
                "needs: ['']    | 4:13 | steps[0].needs[0]: must not be empty",
                "needs: [a]     | 4:12 | steps[0].needs: step 'a' waits for 'a': none of them could ever begin",
                "prompt: Do it  | 4:13 | steps[0].prompt: does not belong to a step of type script",
                "agent: claude  | 4:12 | steps[0].agent: does not belong to a step of type script",
                "permission: x  | 4:17 | steps[0].permission: does not belong to a step of type script",
                "function: f    | 4:15 | steps[0].function: does not belong to a step of type script",
                "shell: bash    | 4:5  | steps[0].shell: is unknown",
                "cwd: ../out    | 4:10 | steps[0].cwd: '../out' leads out of the run's directory",
                "cwd: a/../..   | 4:10 | steps[0].cwd: 'a/../..' leads out of the run's directory",
                "cwd: '{{ args.a }}' | 4:10 | steps[0].cwd: '{{ args.a }}' holds a template, which is not filled in here",
                "artifacts: ['[a']   | 4:17 | steps[0].artifacts[0]: '[a' is no pattern: missing ']",
                "artifacts: ['{a']   | 4:17 | steps[0].artifacts[0]: '{a' is no pattern: missing '}",
                "artifacts: [a, /b]  | 4:20 | steps[0].artifacts[1]: '/b' leads out of the step's directory",
                "artifacts: [a/../b] | 4:17 | steps[0].artifacts[0]: 'a/../b' leads out of the step's directory",
            })
    void tellsPlaceAndFieldOfOneWrongMember(String member, String place, String error) {
        String key = member.substring(0, member.indexOf(':'));
        String others = "id: a\nphase: one\ntype: script\ncommand: a\n"
                .lines()
                .filter(line -> !line.startsWith(key + ":"))
                .reduce("", (all, line) -> all + "  " + line + "\n");

        List<String> errors = steps("- " + member + "\n" + others);

        assertThat(errors).singleElement().asString().startsWith(place + " " + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id      | {phase: one, type: script, command: a}",
                "phase   | {id: a, type: script, command: a}",
                "type    | {id: a, phase: one, command: a}",
                "command | {id: a, phase: one, type: script}",
                "agent   | {id: a, phase: one, type: agent, prompt: a}",
                "prompt  | {id: a, phase: one, type: agent, agent: codex}",
                "function| {id: a, phase: one, type: function}",
            })
    void tellsWhatIsMissing(String key, String step) {
        assertThat(steps("- " + step)).containsExactly("4:5 steps[0]." + key + ": is missing");
    }

    @Test
    void tellsWhatIsMissingInTheFile() {
        assertThat(YamlErrors.of("description: Nothing"))
                .containsExactly("1:1 name: is missing", "1:1 phases: is missing", "1:1 steps: is missing");
        assertThat(YamlErrors.of("name: N\nphases: []\nsteps: []"))
                .containsExactly("2:9 phases: must list at least one phase", "3:8 steps: must list at least one step");
    }

    @Test
    void refusesUnknownAndRepeatedKeysOfTheFile() {
        assertThat(
                        YamlErrors.of(
                                """
                name: A
                name: B
                phases: [one, one]
                on: push
                steps:
                  - {id: a, phase: one, type: script, command: a, command: b}
                  - text
                """))
                .containsExactly(
                        "2:1 name: is there twice",
                        "3:9 phases: names a phase twice",
                        "4:1 on: is unknown",
                        "6:51 steps[0].command: is there twice",
                        "7:5 steps[1]: must be a mapping");
    }

    @Test
    void tellsEverythingAtOnceHoweverMuchIsWrong() {
        assertThat(
                        YamlErrors.of(
                                """
                name: ''
                argsSchema: {type: object, properties: {a: {}}, additionalProperties: false}
                phases: [one]
                steps:
                  - {id: a, phase: two, type: script, command: '', timeout: 5}
                  - {id: a, phase: one, type: script, command: 'x {{ args.b }} {{# s }} {{ what }} {{/ s }}'}
                  - {id: c, phase: one, type: script, command: 'y {{ args.c', cwd: .., artifacts: ['[']}
                """))
                .extracting(error -> error.substring(0, error.indexOf(": ")))
                .containsExactly(
                        "1:7 name",
                        "5:20 steps[0].phase",
                        "5:48 steps[0].command",
                        "5:61 steps[0].timeout",
                        "6:10 steps[1].id",
                        "6:48 steps[1].command",
                        "6:48 steps[1].command",
                        "6:48 steps[1].command",
                        "7:48 steps[2].command",
                        "7:68 steps[2].cwd",
                        "7:84 steps[2].artifacts[0]");
    }

    @Test
    void refusesATemplateThatNamesAnArgumentThatNoRunCanHave() {
        String file = "name: N\nargsSchema: {additionalProperties: %s, properties: {a: {}},"
                + " patternProperties: {'^x-': {}}}\nphases: [one]\nsteps:\n"
                + "  - {id: s, phase: one, type: script, command: '{{ args.a }} {{ args.x-1 }} {{ args.b }}'}\n";

        assertThat(YamlErrors.of(file.formatted("false")))
                .containsExactly("5:48 steps[0].command: '{{ args.b }}' is no argument: argsSchema allows only [a]");
        assertThat(new WorkflowYaml(file.formatted("true")).parse().usedArgs()).containsExactly("a", "b", "x-1");
    }

    @Test
    void refusesAnIdThatIsUsedTwice() {
        assertThat(
                        steps(
                                """
                - {id: a, phase: one, type: script, command: a}
                - {id: a, phase: one, type: script, command: a}
                """))
                .containsExactly("5:10 steps[1].id: 'a' is used twice");
    }

    @Test
    void tellsTheWayOfACycle() {
        assertThat(
                        steps(
                                """
                - {id: start, phase: one, type: script, command: a, needs: []}
                - {id: a, phase: one, type: script, command: a, needs: [start, c]}
                - {id: b, phase: one, type: script, command: a, needs: [a]}
                - {id: c, phase: one, type: script, command: a, needs: [b]}
                - {id: behind, phase: one, type: script, command: a, needs: [c]}
                """))
                .containsExactly("5:58 steps[1].needs: step 'a' waits for 'c' waits for 'b' waits for 'a':"
                        + " none of them could ever begin");
    }

    @Test
    void tellsACycleThatPhasesClose() {
        assertThat(
                        steps(
                                """
                - {id: a, phase: one, type: script, command: a, needs: [b]}
                - {id: b, phase: two, type: script, command: a}
                """))
                .singleElement()
                .asString()
                .contains("step 'a' waits for 'b' waits for 'a'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ env.HOME }}          | '{{ env.HOME }}' is unknown",
                "{{ args }}              | '{{ args }}' is unknown",
                "{{ args.x.y }}          | '{{ args.x.y }}' is unknown",
                "{{ run.secret }}        | '{{ run.secret }}' is unknown",
                "{{{ run.secret }}}      | '{{ run.secret }}' is unknown",
                "{{ . }}                 | '{{ . }}' is unknown",
                "{{ steps.a.error }}     | '{{ steps.a.error }}' is unknown",
                "{{ steps.zzz.output }}  | there is no step 'zzz'",
                "{{ steps.b.output }}    | reads the output of 'b', which this step does not wait for",
                "{{ steps.later.output }}| reads the output of 'later', which this step does not wait for",
                "{{#args.x}}{{/args.x}}  | '{{#args.x}}' is not supported; only variables are",
                "{{^args.x}}{{/args.x}}  | '{{^args.x}}' is not supported; only variables are",
                "{{>x}}                  | '{{> x}}' is not supported; only variables are",
                "{{#args.x}}             | ",
                "{{ args.x               | '{{' is not closed",
            })
    void refusesTemplatesThatCouldNotBeFilledIn(String template, String message) {
        List<String> errors = steps(
                """
                - {id: a, phase: one, type: script, command: a}
                - id: b
                  phase: one
                  type: script
                  command: "echo %s"
                - {id: later, phase: two, type: script, command: a}
                """
                        .formatted(template));

        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("8:14 steps[1].command: ")
                .contains(message == null ? "" : message);
    }

    @Test
    void tellsAllErrorsAtOnceInTheirOrder() {
        List<String> errors = YamlErrors.of(
                """
                colour: red
                phases: [one]
                argsSchema: {type: strin}
                steps:
                  - id: a
                    phase: zero
                    type: script
                    command: "{{ nothing }}"
                    timeout: soon
                  - id: b
                    phase: one
                    type: agent
                    agent: eliza
                    prompt: "{{ steps.c.output }}"
                    needs: [nobody]
                    retries: many
                    requires: [A B]
                """);

        assertThat(errors)
                .extracting(error -> error.substring(0, error.indexOf(": ")))
                .containsExactly(
                        "1:1 colour",
                        "1:1 name",
                        "3:13 argsSchema",
                        "3:13 argsSchema",
                        "6:12 steps[0].phase",
                        "8:14 steps[0].command",
                        "9:14 steps[0].timeout",
                        "13:12 steps[1].agent",
                        "14:13 steps[1].prompt",
                        "15:12 steps[1].needs",
                        "16:14 steps[1].retries",
                        "17:15 steps[1].requires");
    }

    @Test
    void tellsWhatIsWrongWithTheArgumentsSchema() {
        assertThat(
                        YamlErrors.of(
                                """
                name: N
                argsSchema:
                  properties: {a: {type: number, default: 0x1F, minimum: .inf}, b: 1, b: 2}
                phases: [one]
                steps: [{id: a, phase: one, type: script, command: a}]
                """))
                .containsExactly(
                        "3:58 argsSchema.properties.a.minimum: must be a decimal number of at most 40 characters",
                        "3:71 argsSchema.properties.b: is there twice");
        assertThat(YamlErrors.of("name: N\nargsSchema: [1]\nphases: [one]\nsteps: [{id: a, phase: one, type: script,"
                        + " command: a}]"))
                .containsExactly("2:13 argsSchema: must be a mapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# only a comment", "---\n"})
    void tellsAnEmptyText(String yaml) {
        assertThat(YamlErrors.of(yaml)).singleElement().asString().contains("definition: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b", "text", "5", "name: a\n---\nname: b", "a: b: c", "a: 'b", "\tname: x", "a: \0"})
    void tellsATextThatIsNoDefinition(String yaml) {
        assertThat(YamlErrors.of(yaml)).singleElement().asString().contains("definition: ");
    }

    @Test
    void tellsThePlaceOfBrokenYaml() {
        assertThat(YamlErrors.of("name: a\nphases: [one\nsteps: []"))
                .singleElement()
                .asString()
                .startsWith("3:");
    }

    @Test
    void refusesMoreThanItsLimits() {
        String step = "  - {id: s%d, phase: one, type: script, command: a}\n";
        StringBuilder steps = new StringBuilder("name: N\nphases: [one]\nsteps:\n");
        for (int i = 0; i <= Workflow.MAX_STEPS; i++) {
            steps.append(step.formatted(i));
        }
        assertThat(YamlErrors.of(steps.toString()))
                .containsExactly("4:3 steps: has 1001 entries; at most 1000 are allowed");
        assertThat(YamlErrors.of("name: " + "n".repeat(201) + "\nphases: [one]\nsteps:\n" + step.formatted(0)))
                .containsExactly("1:7 name: is longer than 200 characters");
    }

    @Test
    void answersAtMostAHundredErrors() {
        assertThat(steps("- {}\n".repeat(500))).hasSize(100);
    }
}
