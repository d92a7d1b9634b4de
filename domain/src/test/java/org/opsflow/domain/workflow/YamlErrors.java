package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.opsflow.domain.shared.Problem;

/** What is wrong with a text, as lines {@code <line>:<column> <field>: <message>}. */
final class YamlErrors {
    private YamlErrors() {}

    static List<String> of(String yaml) {
        Problem problem = catchThrowableOfType(Problem.class, () -> new WorkflowYaml(yaml).parse());
        if (problem == null) {
            throw new AssertionError("The text has no error");
        }
        return problem.errors().stream()
                .map(error -> error.line() + ":" + error.column() + " " + error.field() + ": " + error.message())
                .toList();
    }
}
