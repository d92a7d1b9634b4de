package org.opsflow.domain.claim;

import java.nio.charset.StandardCharsets;
import org.opsflow.domain.shared.Problem;

/** Which answers fit what is asked. */
final class AnswerRules {
    private AnswerRules() {}

    /** @throws Problem that names the field */
    static void check(Gate gate, Gate.Answer answer) {
        if (answer.text().getBytes(StandardCharsets.UTF_8).length > Gate.MAX_ANSWER) {
            throw Problem.invalid("text", "is longer than 16 KiB: shorten it");
        }
        boolean isApproval = gate.kind() == Gate.Kind.APPROVAL;
        if (isApproval == answer.approved().isEmpty()) {
            throw Problem.invalid(
                    "approved",
                    isApproval ? "must be true or false: this asks for an approval" : "belongs to approvals only");
        }
        boolean hasChoices = !gate.choices().isEmpty();
        if (!hasChoices && answer.choice().isPresent()) {
            throw Problem.invalid("choice", "must be left out: there is nothing to choose from");
        }
        if (hasChoices && answer.choice().filter(gate.choices()::contains).isEmpty()) {
            throw Problem.invalid("choice", "must be one of: " + String.join(", ", gate.choices()));
        }
        if (!isApproval && !hasChoices && answer.text().isBlank()) {
            throw Problem.invalid("text", "is empty: say what the agent asks for");
        }
    }
}
