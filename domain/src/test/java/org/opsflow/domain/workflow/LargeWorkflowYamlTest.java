package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The largest definitions compile. The limit of time catches nothing but a wrong order of growth. */
@Timeout(60)
class LargeWorkflowYamlTest {
    private static String file(int steps, IntFunction<String> step) {
        StringBuilder yaml = new StringBuilder("name: Large\nphases: [one, two]\nsteps:\n");
        for (int i = 0; i < steps; i++) {
            yaml.append("  - {id: s")
                    .append(i)
                    .append(", type: script, ")
                    .append(step.apply(i))
                    .append("}\n");
        }
        return yaml.toString();
    }

    @Test
    void compilesAChainOfAThousandSteps() {
        String yaml = file(1_000, i -> "phase: one, command: a");

        assertThat(new WorkflowYaml(yaml).parse().steps()).hasSize(1_000);
    }

    @Test
    void compilesAChainOfAThousandStepsThatReadTheFirst() {
        String yaml = file(
                1_000, i -> i == 0 ? "phase: one, command: a" : "phase: one, command: 'echo {{ steps.s0.output }}'");

        assertThat(new WorkflowYaml(yaml).parse().steps()).hasSize(1_000);
    }

    @Test
    void compilesAWideBarrier() {
        String yaml = file(
                1_000,
                i -> i == 0
                        ? "phase: one, command: a, needs: []"
                        : i < 500 ? "phase: one, command: a" : "phase: two, command: 'echo {{ steps.s1.output }}'");

        Workflow workflow = new WorkflowYaml(yaml).parse();
        assertThat(workflow.steps().get(999).needs()).hasSize(500);
        assertThat(workflow.successors().get(0)).hasSize(500);
    }

    @Test
    void findsACycleAmongAThousandSteps() {
        String yaml = file(1_000, i -> "phase: one, command: a, needs: [s" + (i + 1) % 1_000 + "]");

        assertThat(YamlErrors.of(yaml)).hasSize(1);
    }
}
