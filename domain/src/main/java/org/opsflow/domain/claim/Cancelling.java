package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.Step;

/** Ends a run at once: its open steps are cancelled, and whoever works on one has to stop. */
final class Cancelling {
    private final Batch batch;
    private final Command.CancelRun command;

    Cancelling(Batch batch, Command.CancelRun command) {
        this.batch = batch;
        this.command = command;
    }

    Outcome outcome() {
        Run run = batch.runs.get(command.runId());
        if (!command.hits(run)) {
            return new Outcome.Nothing();
        }
        if (run.state() == RunState.CANCELLED) {
            return new Outcome.Cancelled(List.of());
        }
        return run.state().isFinal() ? new Outcome.Ended(run.state()) : new Outcome.Cancelled(cancel(run));
    }

    private List<Stop> cancel(Run run) {
        RunPlan plan = batch.plans.get(run.id());
        Progression progression = new Progression(batch, plan, run);
        List<Stop> stops = new ArrayList<>();
        run.cancel(command.how());
        for (UUID id : plan.stepIds()) {
            Step step = batch.steps.get(id);
            if (step != null && !step.state().isFinal()) {
                step.holder().ifPresent(attempt -> stops.add(stop(run, batch.attempts.get(attempt))));
                progression.cancelled(step);
            }
        }
        batch.changed("workflow.execution.cancelled", run);
        return stops;
    }

    private Stop stop(Run run, Attempt attempt) {
        attempt.stop(command.message(), batch.now);
        batch.changedAttempts.add(attempt.id());
        run.stopping();
        return Stop.of(attempt.row());
    }
}
