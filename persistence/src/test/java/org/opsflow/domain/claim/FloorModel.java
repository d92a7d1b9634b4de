package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.StepState;

/** The rules once more, in memory and as plainly as they can be said; answers are the names of outcomes. */
final class FloorModel {
    static final class ModelRun {
        final List<ModelStep> steps = new ArrayList<>();
        boolean started;
        boolean doomed;
        boolean cancelled;
        long stopping;

        boolean isOver() {
            return steps.stream().allMatch(step -> step.state.isFinal());
        }

        RunState state() {
            if (cancelled) {
                return RunState.CANCELLED;
            }
            if (isOver()) {
                return doomed ? RunState.FAILED : RunState.COMPLETED;
            }
            return started ? RunState.RUNNING : RunState.PENDING;
        }

        long open() {
            return steps.stream().filter(step -> !step.state.isFinal()).count();
        }

        long live() {
            return steps.stream().filter(step -> step.state.isLive()).count();
        }
    }

    static final class ModelStep {
        final UUID id;
        final ModelRun run;
        final List<Integer> needs;
        final int retries;
        StepState state = StepState.PENDING;
        long fence;
        int failures;
        int losses;

        ModelStep(UUID id, ModelRun run, List<Integer> needs, int retries) {
            this.id = id;
            this.run = run;
            this.needs = needs;
            this.retries = retries;
        }
    }

    static final class ModelAttempt {
        final UUID id;
        final ModelStep step;
        final UUID session;
        final long fence;
        String state = "leased";
        long lastReport;

        ModelAttempt(UUID id, ModelStep step, UUID session) {
            this.id = id;
            this.step = step;
            this.session = session;
            this.fence = step.fence;
        }

        boolean isOpen() {
            return state.equals("leased") || state.equals("running");
        }
    }

    final Map<UUID, ModelRun> runs = new HashMap<>();
    final Map<UUID, ModelStep> steps = new HashMap<>();
    final Map<UUID, ModelAttempt> attempts = new HashMap<>();
    final Set<UUID> expiredSessions = new LinkedHashSet<>();
    private final Set<UUID> revivedSessions = new LinkedHashSet<>();
    private final int maxLosses;
    /** Steps that are in the queue because of this batch. */
    private final Set<UUID> ready = new LinkedHashSet<>();
    /** Steps that left the queue in this batch, but not by a claim. */
    private final Set<UUID> withdrawn = new LinkedHashSet<>();

    FloorModel(int maxLosses) {
        this.maxLosses = maxLosses;
    }

    /** The end of a batch: what it put into the queue. Claims give their sessions a new lease only now. */
    Set<UUID> committed() {
        expiredSessions.removeAll(revivedSessions);
        revivedSessions.clear();
        Set<UUID> taken = Set.copyOf(ready);
        ready.clear();
        return taken;
    }

    Set<UUID> withdrawn() {
        Set<UUID> taken = Set.copyOf(withdrawn);
        withdrawn.clear();
        return taken;
    }

    String submit(Command.Submit submit) {
        UUID id = submit.plan().runId();
        if (runs.containsKey(id)) {
            return "submitted";
        }
        ModelRun run = new ModelRun();
        runs.put(id, run);
        submit.plan().definition().workflow().steps().forEach(spec -> {
            ModelStep step =
                    new ModelStep(submit.plan().stepIds().get(spec.ordinal()), run, spec.needs(), spec.retries());
            run.steps.add(step);
            steps.put(step.id, step);
        });
        openGates(run);
        return "submitted";
    }

    /** Whoever waits for nothing any more is ready. */
    private void openGates(ModelRun run) {
        for (ModelStep step : run.steps) {
            if (!run.doomed
                    && step.state == StepState.PENDING
                    && step.needs.stream().allMatch(need -> run.steps.get(need).state == StepState.COMPLETED)) {
                enqueue(step);
            }
        }
    }

    private void enqueue(ModelStep step) {
        step.state = StepState.READY;
        ready.add(step.id);
    }

    /** @param again whether the batch may have been applied before */
    String claim(UUID attemptId, UUID stepId, UUID session, boolean newestEpoch, boolean again) {
        ModelAttempt known = attempts.get(attemptId);
        ModelStep step = steps.get(stepId);
        if (!newestEpoch) {
            return "superseded";
        }
        if (again && known != null) {
            return known.isOpen() ? "granted " + known.fence : "OFFER_GONE";
        }
        if (step.state != StepState.READY) {
            return "OFFER_GONE";
        }
        step.state = StepState.LEASED;
        step.fence++;
        ready.remove(stepId);
        revivedSessions.add(session);
        attempts.put(attemptId, new ModelAttempt(attemptId, step, session));
        return "granted " + step.fence;
    }

    String report(UUID attemptId, UUID session, long fence, long number, String what) {
        ModelAttempt attempt = attempts.get(attemptId);
        if (attempt == null || attempt.fence != fence || !attempt.session.equals(session)) {
            return "LEASE_LOST";
        }
        if (number >= 1 && number <= attempt.lastReport) {
            return "receipt";
        }
        if (!attempt.isOpen()) {
            return "LEASE_LOST";
        }
        if (number != attempt.lastReport + 1) {
            return "OUT_OF_ORDER";
        }
        boolean legal =
                switch (what) {
                    case "started" -> attempt.state.equals("leased");
                    case "released" -> true;
                    default -> attempt.state.equals("running");
                };
        if (!legal) {
            return "ILLEGAL_STATE";
        }
        attempt.lastReport = number;
        effect(attempt, what);
        return "receipt";
    }

    private void effect(ModelAttempt attempt, String what) {
        ModelStep step = attempt.step;
        switch (what) {
            case "started" -> {
                attempt.state = "running";
                step.state = StepState.RUNNING;
                step.run.started = true;
            }
            case "completed" -> {
                attempt.state = "completed";
                step.state = StepState.COMPLETED;
                openGates(step.run);
            }
            case "released" -> {
                attempt.state = "released";
                giveBack(step);
            }
            case "failed retryable" -> {
                attempt.state = "failed";
                step.failures++;
                if (step.failures > step.retries) {
                    fail(step);
                } else {
                    giveBack(step);
                }
            }
            default -> {
                attempt.state = "failed";
                step.failures++;
                fail(step);
            }
        }
    }

    private void giveBack(ModelStep step) {
        if (step.run.doomed) {
            step.state = StepState.SKIPPED;
        } else {
            enqueue(step);
        }
    }

    private void fail(ModelStep step) {
        step.state = StepState.FAILED;
        step.run.doomed = true;
        for (ModelStep other : step.run.steps) {
            if (other.state == StepState.PENDING || other.state == StepState.READY) {
                end(other, StepState.SKIPPED);
            }
        }
    }

    private void end(ModelStep step, StepState state) {
        if (step.state == StepState.READY) {
            withdrawn.add(step.id);
        }
        ready.remove(step.id);
        step.state = state;
    }

    String cancel(UUID runId) {
        ModelRun run = runs.get(runId);
        if (run == null) {
            return "nothing";
        }
        if (run.cancelled) {
            return "cancelled 0";
        }
        if (run.isOver()) {
            return "ended " + run.state();
        }
        run.cancelled = true;
        for (ModelAttempt attempt : attempts.values()) {
            if (attempt.step.run == run && attempt.isOpen()) {
                attempt.state = "stopping";
                run.stopping++;
            }
        }
        run.steps.stream().filter(step -> !step.state.isFinal()).forEach(step -> end(step, StepState.CANCELLED));
        return "cancelled " + run.stopping;
    }

    String stopped(UUID attemptId, boolean onlyExpired) {
        ModelAttempt attempt = attempts.get(attemptId);
        if (attempt == null
                || !attempt.state.equals("stopping")
                || (onlyExpired && !expiredSessions.contains(attempt.session))) {
            return "nothing";
        }
        attempt.state = "cancelled";
        attempt.step.run.stopping--;
        return "stopped";
    }

    String take(UUID attemptId, Taking why) {
        ModelAttempt attempt = attempts.get(attemptId);
        if (attempt == null || !attempt.isOpen()) {
            return "nothing";
        }
        if (why == Taking.LEASE_EXPIRED && !expiredSessions.contains(attempt.session)) {
            return "nothing";
        }
        attempt.state = "lost";
        if (why != Taking.GOODBYE) {
            attempt.step.losses++;
        }
        if (attempt.step.losses > maxLosses) {
            fail(attempt.step);
        } else {
            giveBack(attempt.step);
        }
        return "taken";
    }
}
