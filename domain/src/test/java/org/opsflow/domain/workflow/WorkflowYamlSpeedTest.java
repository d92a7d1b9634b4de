package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The largest definitions compile in an instant. The bounds are loose: what they catch is a wrong order of growth. */
class WorkflowYamlSpeedTest {
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

    /** The best of five, so that neither a cold start nor a busy machine counts. */
    private static Duration best(Supplier<?> work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            work.get();
            best = Math.min(best, System.nanoTime() - start);
        }
        return Duration.ofNanos(best);
    }

    @Test
    void compilesAChainOfAThousandSteps() {
        String yaml = file(1_000, i -> "phase: one, command: a");

        assertThat(best(() -> new WorkflowYaml(yaml).parse())).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void compilesAChainOfAThousandStepsThatReadTheFirst() {
        String yaml = file(
                1_000, i -> i == 0 ? "phase: one, command: a" : "phase: one, command: 'echo {{ steps.s0.output }}'");

        assertThat(best(() -> new WorkflowYaml(yaml).parse())).isLessThan(Duration.ofMillis(300));
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
        assertThat(best(() -> new WorkflowYaml(yaml).parse())).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void findsACycleAmongAThousandSteps() {
        String yaml = file(1_000, i -> "phase: one, command: a, needs: [s" + (i + 1) % 1_000 + "]");

        assertThat(YamlErrors.of(yaml)).hasSize(1);
        assertThat(best(() -> YamlErrors.of(yaml))).isLessThan(Duration.ofMillis(300));
    }
}
