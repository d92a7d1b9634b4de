package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunJson;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.Step;
import org.opsflow.domain.workflow.StepJson;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.domain.workflow.Workflow;

/** Makes a run and its steps; those that need nothing are ready at once. */
final class Submitting {
    private final Batch batch;
    private final Command.Submit command;
    private final RunPlan plan;

    Submitting(Batch batch, Command.Submit command) {
        this.batch = batch;
        this.command = command;
        this.plan = command.plan();
    }

    void apply() {
        Workflow workflow = plan.definition().workflow();
        batch.plans.put(plan.runId(), plan);
        Run run = new Run(newRun(workflow));
        batch.runs.put(run.id(), run);
        batch.newRuns.add(run.id());
        List<Step> steps = new ArrayList<>();
        for (StepSpec spec : workflow.steps()) {
            Step step = new Step(newStep(spec));
            batch.steps.put(step.id(), step);
            batch.newSteps.add(step.id());
            if (spec.needs().isEmpty()) {
                new Progression(batch, plan, run).queue(step);
            }
            steps.add(step);
        }
        batch.changes.add(
                new Change(plan.workspaceId(), "workflow.execution.created", created(run.row(), workflow, steps)));
    }

    private String created(RunRow run, Workflow workflow, List<Step> steps) {
        return JsonText.object(json -> {
            RunJson.writeFixed(json, run, plan.definition());
            RunJson.writeState(json, run, plan.definition(), Optional.empty());
            json.writeStartArray("steps");
            for (Step step : steps) {
                json.writeStartObject();
                StepJson.writeNew(json, step.row(), workflow);
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    private RunRow newRun(Workflow workflow) {
        List<Integer> open = new ArrayList<>();
        for (int phase = 0; phase < workflow.phases().size(); phase++) {
            int here = phase;
            open.add((int) workflow.steps().stream()
                    .filter(step -> step.phase() == here)
                    .count());
        }
        int total = workflow.steps().size();
        return new RunRow(
                plan.runId(),
                plan.workspaceId(),
                plan.definition().id(),
                plan.name(),
                plan.args(),
                command.priority(),
                RunState.PENDING,
                open,
                total,
                total,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                command.clientId(),
                command.createdBy(),
                batch.now,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private StepRow newStep(StepSpec spec) {
        UUID id = plan.stepIds().get(spec.ordinal());
        return new StepRow(
                id,
                plan.workspaceId(),
                plan.runId(),
                spec.ordinal(),
                StepState.PENDING,
                spec.needs().size(),
                spec.requirement().key(),
                0,
                0,
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
