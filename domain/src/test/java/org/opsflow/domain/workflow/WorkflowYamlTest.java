package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowYamlTest {
    /** The example of the requirement document, letter by letter. */
    private static final String EXAMPLE =
            """
            # .agent/workflows/definitions/simple-pipeline.yaml
            name: Simple Build Pipeline
            description: Build, test, and deploy

            argsSchema:
              type: object
              properties:
                environment:
                  type: string
                  enum: [dev, staging, production]
              required: [environment]

            phases:
              - build
              - test
              - deploy

            steps:
              - id: install-deps
                name: Install Dependencies
                phase: build
                type: script
                command: pnpm install

              - id: build-app
                name: Build Application
                phase: build
                type: script
                command: pnpm build

              - id: run-tests
                name: Run Tests
                phase: test
                type: script
                command: pnpm test

              - id: deploy
                name: Deploy
                phase: deploy
                type: script
                command: pnpm deploy --env {{ args.environment }}
            """;

    private static Workflow steps(String steps) {
        return new WorkflowYaml("name: Test\nphases: [one, two, three]\nsteps:\n" + steps.indent(2)).parse();
    }

    private static List<List<Integer>> needs(Workflow workflow) {
        return workflow.steps().stream().map(StepSpec::needs).toList();
    }

    @Test
    void readsTheExampleOfTheDocument() {
        Workflow workflow = new WorkflowYaml(EXAMPLE).parse();

        assertThat(workflow.name()).isEqualTo("Simple Build Pipeline");
        assertThat(workflow.description()).isEqualTo("Build, test, and deploy");
        assertThat(workflow.phases()).containsExactly("build", "test", "deploy");
        assertThat(workflow.steps())
                .extracting(StepSpec::key)
                .containsExactly("install-deps", "build-app", "run-tests", "deploy");
        assertThat(workflow.steps()).extracting(StepSpec::phase).containsExactly(0, 0, 1, 2);
        assertThat(needs(workflow)).containsExactly(List.of(), List.of(0), List.of(1), List.of(2));
        assertThat(workflow.successors()).containsExactly(List.of(1), List.of(2), List.of(3), List.of());
        assertThat(workflow.usedArgs()).containsExactly("environment");
        assertThat(workflow.argsSchema()).contains("\"enum\":[\"dev\",\"staging\",\"production\"]");
        assertThat(workflow.steps().get(3).task().command()).isEqualTo("pnpm deploy --env {{ args.environment }}");
        assertThat(workflow.steps().get(0).requirement().capabilities()).containsExactly("script");
    }

    @Test
    void runsAFileWithoutNeedsFromTopToBottomWhateverItsPhases() {
        Workflow workflow = steps(
                """
                - {id: a, phase: three, type: script, command: a}
                - {id: b, phase: one, type: script, command: b}
                - {id: c, phase: one, type: script, command: c}
                """);

        assertThat(needs(workflow)).containsExactly(List.of(), List.of(0), List.of(1));
    }

    @Test
    void makesPhasesBarriersForStepsThatNameNoNeeds() {
        Workflow workflow = steps(
                """
                - {id: a, phase: one, type: script, command: a}
                - {id: b, phase: one, type: script, command: b, needs: [a]}
                - {id: c, phase: two, type: script, command: c, needs: []}
                - {id: d, phase: three, type: script, command: d}
                - {id: e, phase: two, type: script, command: e}
                """);

        assertThat(needs(workflow)).containsExactly(List.of(), List.of(0), List.of(), List.of(2, 4), List.of(0, 1));
    }

    @Test
    void waitsForTheNearestEarlierPhaseThatHasSteps() {
        Workflow workflow = steps(
                """
                - {id: a, phase: one, type: script, command: a, needs: []}
                - {id: d, phase: three, type: script, command: d}
                """);

        assertThat(needs(workflow)).containsExactly(List.of(), List.of(0));
    }

    @Test
    void letsAStepWithEmptyNeedsBeginAtOnce() {
        Workflow workflow = steps(
                """
                - {id: a, phase: one, type: script, command: a, needs: []}
                - {id: b, phase: two, type: script, command: b, needs: []}
                """);

        assertThat(needs(workflow)).containsExactly(List.of(), List.of());
    }

    @Test
    void countsANeedThatIsNamedTwiceOnce() {
        Workflow workflow = steps(
                """
                - {id: a, phase: one, type: script, command: a, needs: []}
                - {id: b, phase: two, type: script, command: b, needs: [a, a]}
                """);

        assertThat(needs(workflow)).containsExactly(List.of(), List.of(0));
    }

    @Test
    void givesAStepTheOutputsThatItsTemplatesNameAndThatItWaitsForThroughOthers() {
        Workflow workflow = steps(
                """
                - {id: a, phase: one, type: script, command: a}
                - {id: b, phase: one, type: script, command: b}
                - {id: c, phase: one, type: script, command: "c {{ steps.a.output }} {{{ args.x }}} {{ run.id }}"}
                """);

        assertThat(workflow.steps().get(2).needs()).containsExactly(1);
        assertThat(workflow.steps().get(2).inputs()).containsExactly(0, 1);
        assertThat(workflow.usedArgs()).containsExactly("x");
    }

    @Test
    void fillsInWhatAStepLeavesOut() {
        Workflow workflow = steps(
                """
                - {id: a, phase: one, type: script, command: a}
                - {id: b, phase: one, type: agent, agent: claude, prompt: Do it, requires: [gpu, gpu, linux, region=eu]}
                - {id: c, phase: one, type: function, function: Sum, timeout: 2h, retries: 3, artifacts: ["*.md"],
                   stallAfter: 90s, onStall: reassign, prefers: [fast, region=eu]}
                """);

        StepSpec script = workflow.steps().get(0);
        assertThat(script.name()).isEqualTo("a");
        assertThat(script.timeout()).isEqualTo(Duration.ofSeconds(300));
        assertThat(script.retries()).isZero();
        assertThat(script.preferred()).isEmpty();
        assertThat(script.stall()).isEqualTo(StallRule.USUAL);
        StepSpec agent = workflow.steps().get(1);
        assertThat(agent.timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(agent.task().permission()).isEqualTo("default");
        assertThat(agent.requirement().capabilities()).containsExactly("agent:claude", "gpu", "linux", "region=eu");
        StepSpec function = workflow.steps().get(2);
        assertThat(function.timeout()).isEqualTo(Duration.ofHours(2));
        assertThat(function.retries()).isEqualTo(3);
        assertThat(function.preferred()).containsExactly("fast", "region=eu");
        assertThat(function.stall()).isEqualTo(new StallRule(Duration.ofSeconds(90), StallRule.Policy.REASSIGN));
        assertThat(function.task().artifacts()).containsExactly("*.md");
        assertThat(function.requirement().capabilities()).containsExactly("function:sum");
    }

    @Test
    void keepsTypesOfTheArgumentsSchema() {
        Workflow workflow = new WorkflowYaml(
                        """
                name: Test
                argsSchema:
                  properties:
                    n: {type: integer, default: 3, maximum: 1.5e2}
                    on: {type: boolean, default: true}
                    none: {default: null}
                    text: {type: string, default: "3"}
                phases: [one]
                steps:
                  - {id: a, phase: one, type: script, command: a}
                """)
                .parse();

        assertThat(workflow.argsSchema())
                .isEqualTo("{\"properties\":{\"n\":{\"type\":\"integer\",\"default\":3,\"maximum\":1.5E+2},"
                        + "\"on\":{\"type\":\"boolean\",\"default\":true},\"none\":{\"default\":null},"
                        + "\"text\":{\"type\":\"string\",\"default\":\"3\"}}}");
    }
}
