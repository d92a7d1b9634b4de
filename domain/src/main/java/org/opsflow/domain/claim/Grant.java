package org.opsflow.domain.claim;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.TaskText;

/**
 * A committed claim: all an agent needs to work.
 *
 * @param number 1 for the first try of the step
 * @param lastReport number of the last report that is stored; 0 on a new attempt
 * @param command the step's command with its templates filled in; empty for other types
 * @param prompt the step's prompt with its templates filled in; empty for other types
 * @param inputs outputs as JSON, by step key
 * @param checkpoint what an earlier attempt of the step reported last
 */
public record Grant(
        UUID attemptId,
        long fence,
        int number,
        long lastReport,
        RunPlan plan,
        StepSpec spec,
        UUID stepId,
        String command,
        String prompt,
        Map<String, String> inputs,
        Optional<Checkpoint> checkpoint) {

    /** @param outputs of the steps it needs, by step id */
    static Grant of(
            RunPlan plan,
            StepSpec spec,
            AttemptRow attempt,
            Map<UUID, String> outputs,
            Optional<Checkpoint> checkpoint) {
        Map<String, String> inputs = TaskText.inputs(plan, spec, outputs);
        TaskText text = TaskText.of(plan, spec, inputs);
        return new Grant(
                attempt.id(),
                attempt.fence(),
                attempt.number(),
                attempt.lastReport(),
                plan,
                spec,
                attempt.stepId(),
                text.command(),
                text.prompt(),
                inputs,
                checkpoint);
    }
}
