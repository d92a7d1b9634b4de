package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.opsflow.domain.shared.Problem;

/** What is wrong with a text, as lines {@code <line>:<column> <field>: <message>}; each error also has a remedy. */
final class YamlErrors {
    private YamlErrors() {}

    static List<String> of(String yaml) {
        Problem problem = catchThrowableOfType(Problem.class, () -> new WorkflowYaml(yaml).parse());
        if (problem == null) {
            throw new AssertionError("The text has no error");
        }
        assertThat(problem.errors())
                .allSatisfy(
                        error -> assertThat(error.remedy()).as(error.toString()).endsWith("."));
        return problem.errors().stream()
                .map(error -> error.line() + ":" + error.column() + " " + error.field() + ": " + error.message())
                .toList();
    }
}
