package org.opsflow.domain.claim;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.Step;
import org.opsflow.domain.workflow.StepState;

/** How a run goes on after one of its steps moved. */
final class Progression {
    private final Batch batch;
    private final RunPlan plan;
    private final Run run;

    Progression(Batch batch, RunPlan plan, Run run) {
        this.batch = batch;
        this.plan = plan;
        this.run = run;
    }

    void started(Step step, AgentFace agent) {
        step.start(batch.now);
        batch.changedSteps.add(step.id());
        batch.changed("workflow.step.started", step, Optional.of(agent));
        if (run.stepStarted(batch.now)) {
            batch.changedRuns.add(run.id());
            batch.changed("workflow.execution.status_changed", run);
        }
    }

    void completed(Step step, ReportBody.Completed report, AgentFace agent) {
        step.complete(report.output(), report.summary(), batch.now);
        ended(step, true, Optional.of(agent));
        if (!run.isDoomed()) {
            for (int next : plan.definition().workflow().successors().get(step.ordinal())) {
                Step successor = batch.steps.get(plan.stepIds().get(next));
                batch.changedSteps.add(successor.id());
                if (successor.needMet()) {
                    queue(successor);
                    batch.changed("workflow.step.ready", successor, Optional.empty());
                }
            }
        }
        runMoved();
    }

    /** Puts a step into the queue for the first time. */
    void queue(Step step) {
        run.stepReady();
        enqueue(step, Optional.empty());
    }

    /**
     * A live step goes back into the queue, unless its run may start no step any more.
     *
     * @param failedBy the session that failed or lost it
     */
    void returned(Step step, Optional<UUID> failedBy) {
        if (run.isDoomed()) {
            skip(step);
            runMoved();
        } else {
            enqueue(step, failedBy);
            batch.changedSteps.add(step.id());
            batch.changed("workflow.step.returned", step, Optional.empty());
        }
    }

    /** A step failed for good: no further step of the run starts. */
    void failed(Step step, String reason, Optional<AgentFace> agent) {
        step.fail(batch.now);
        if (!run.isDoomed()) {
            run.doom("Step '" + plan.spec(step.ordinal()).key() + "' failed: " + reason);
            plan.stepIds().stream()
                    .map(batch.steps::get)
                    .filter(Objects::nonNull)
                    .filter(other -> other.state() == StepState.PENDING || other.state() == StepState.READY)
                    .forEach(this::skip);
        }
        ended(step, true, agent);
        runMoved();
    }

    /** A step ends because its run does, by the word of a person. */
    void cancelled(Step step) {
        boolean wasLive = withdrawn(step);
        step.cancel(batch.now);
        ended(step, wasLive, Optional.empty());
    }

    private void skip(Step step) {
        boolean wasLive = withdrawn(step);
        step.skip(batch.now);
        ended(step, wasLive, Optional.empty());
    }

    /** The step is not to be offered any more, if it was. True when it was in the queue or with an agent. */
    private boolean withdrawn(Step step) {
        if (step.state() == StepState.READY) {
            batch.withdrawn.add(inQueue(step, Optional.empty()));
        }
        return step.state().isLive();
    }

    private void ended(Step step, boolean wasLive, Optional<AgentFace> agent) {
        batch.ready.remove(step.id());
        batch.changedSteps.add(step.id());
        batch.changedRuns.add(run.id());
        run.stepEnded(plan.spec(step.ordinal()).phase(), wasLive, batch.now);
        batch.changed("workflow.step.completed", step, agent);
    }

    private void enqueue(Step step, Optional<UUID> failedBy) {
        step.ready(QueueOrder.key(batch.now, run.priority(), run.stepsLive()), batch.now);
        batch.ready.put(step.id(), inQueue(step, failedBy));
    }

    private ReadyStep inQueue(Step step, Optional<UUID> failedBy) {
        return new ReadyStep(
                step.id(), step.runId(), step.workspaceId(), step.orderKey(), plan.spec(step.ordinal()), failedBy);
    }

    private void runMoved() {
        batch.changedRuns.add(run.id());
        batch.changed(
                run.state().isFinal() ? "workflow.execution.status_changed" : "workflow.execution.progressed", run);
    }
}
