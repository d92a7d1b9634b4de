package org.opsflow.domain.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Comment;
import org.opsflow.domain.workflow.CommentJson;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunJson;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.domain.workflow.StallRule;
import org.opsflow.domain.workflow.Step;
import org.opsflow.domain.workflow.StepJson;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.domain.workflow.Workflow;

/** The locked rows of one transaction, the commands applied to them, and what that brought about. */
final class Batch {
    final Instant now;
    final int maxLosses;
    /** A session whose lease lasts at least so long is renewed in time by the {@link Reconciler} alone. */
    final Duration ample;

    final Map<UUID, RunPlan> plans = new HashMap<>();
    final Map<UUID, Run> runs = new LinkedHashMap<>();
    final Map<UUID, Step> steps = new LinkedHashMap<>();
    final Map<UUID, Attempt> attempts = new LinkedHashMap<>();
    final Map<UUID, SessionRow> sessions = new HashMap<>();
    final Map<UUID, String> outputs = new HashMap<>();
    final UsageBook usage = new UsageBook();
    final GateBook gates = new GateBook();
    /** The last of each step, of those that are claimed again. */
    final Map<UUID, Checkpoint> checkpoints = new HashMap<>();

    final Map<UUID, CheckpointRow> newCheckpoints = new LinkedHashMap<>();
    final List<Control> newControls = new ArrayList<>();
    final List<Comment> newComments = new ArrayList<>();
    final Map<UUID, UUID> runsOfArtifacts = new HashMap<>();
    final Map<Runs.ClientId, UUID> knownClientIds = new HashMap<>();

    final Set<UUID> newRuns = new LinkedHashSet<>();
    final Set<UUID> newSteps = new LinkedHashSet<>();
    final Set<UUID> newAttempts = new LinkedHashSet<>();
    final Set<UUID> changedRuns = new LinkedHashSet<>();
    final Set<UUID> changedSteps = new LinkedHashSet<>();
    final Set<UUID> changedAttempts = new LinkedHashSet<>();
    /** Sessions that work from now on and whose lease is short. */
    final Set<UUID> shortSessions = new LinkedHashSet<>();

    final List<Change> changes = new ArrayList<>();
    final Map<UUID, ReadyStep> ready = new LinkedHashMap<>();
    /** Ready before, and ended without a claim. */
    final List<ReadyStep> withdrawn = new ArrayList<>();

    Batch(Instant now, Settings settings) {
        this.now = now;
        this.maxLosses = settings.maxLosses();
        this.ample = settings.lease().dividedBy(2);
    }

    Outcome submit(Command.Submit command) {
        UUID asked = command.plan().runId();
        UUID known = command.scopedClientId().map(knownClientIds::get).orElse(asked);
        if (!known.equals(asked)) {
            return new Outcome.Submitted(known, true);
        }
        if (runs.containsKey(asked)) {
            // The commit of this very submission was not seen: it holds.
            return new Outcome.Submitted(asked, false);
        }
        new Submitting(this, command).apply();
        command.scopedClientId()
                .ifPresent(id -> knownClientIds.put(id, command.plan().runId()));
        return new Outcome.Submitted(command.plan().runId(), false);
    }

    Outcome claim(Command.Claim claim) {
        SessionRow session = sessions.get(claim.sessionId());
        Attempt earlier = attempts.get(claim.attemptId());
        if (session == null || session.epoch() != claim.epoch()) {
            return new Outcome.Superseded();
        }
        if (earlier != null) {
            // The commit of this very claim was not seen: it holds.
            return earlier.isOpen() ? granted(claim, earlier) : Outcome.Refused.offerGone("The attempt has ended.");
        }
        if (session.paused()) {
            return new Outcome.Paused();
        }
        Step step = steps.get(claim.step().id());
        if (step == null || !step.state().mayBecome(StepState.LEASED)) {
            return Outcome.Refused.offerGone("The step went to another agent.");
        }
        step.claim(claim.attemptId());
        Attempt attempt = new Attempt(new AttemptRow(
                claim.attemptId(),
                step.workspaceId(),
                step.runId(),
                step.id(),
                step.attempts(),
                step.fence(),
                claim.sessionId(),
                claim.agent().agentId(),
                AttemptState.LEASED,
                0,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                now,
                claim.step().spec().stall().after()));
        attempts.put(attempt.id(), attempt);
        newAttempts.add(attempt.id());
        ready.remove(step.id());
        changedSteps.add(step.id());
        if (session.leaseLeft().compareTo(ample) < 0) {
            shortSessions.add(claim.sessionId());
        }
        changed("workflow.step.claimed", step, Optional.of(claim.agent()));
        return granted(claim, attempt);
    }

    private Outcome granted(Command.Claim claim, Attempt attempt) {
        RunPlan plan = plans.get(attempt.runId());
        StepSpec spec = claim.step().spec();
        Map<UUID, String> known = outputs;
        if (!spec.inputs().isEmpty()) {
            // What this batch completes is not stored yet.
            known = new HashMap<>(outputs);
            for (int input : spec.inputs()) {
                UUID id = plan.stepIds().get(input);
                Optional<String> fresh = Optional.ofNullable(steps.get(id))
                        .flatMap(step -> step.row().output());
                if (fresh.isPresent()) {
                    known.put(id, fresh.get());
                }
            }
        }
        return new Outcome.Granted(
                Grant.of(plan, spec, attempt.row(), known, Optional.ofNullable(checkpoints.get(attempt.stepId()))));
    }

    /**
     * The attempt, if anybody can know of it. Who guesses the id of one that this very batch makes is not answered: its
     * run is not locked.
     */
    Attempt toldOf(UUID attemptId) {
        return newAttempts.contains(attemptId) ? null : attempts.get(attemptId);
    }

    Outcome take(Command.Take command) {
        Attempt attempt = toldOf(command.attemptId());
        if (attempt == null || !attempt.isOpen()) {
            return new Outcome.Nothing();
        }
        if (command.asksForLease() && !isExpired(attempt)) {
            return new Outcome.Nothing();
        }
        return take(attempt, command.why(), command.message());
    }

    private Outcome take(Attempt attempt, Taking why, String message) {
        attempt.lose(why.word(), message, now);
        changedAttempts.add(attempt.id());
        Step step = steps.get(attempt.stepId());
        if (why.isLoss()) {
            step.countLoss(message);
        }
        Progression progression = new Progression(this, plans.get(attempt.runId()), runs.get(attempt.runId()));
        if (step.losses() > maxLosses) {
            progression.failed(step, "Lost " + step.losses() + " times: " + message, Optional.empty());
        } else {
            progression.returned(step, why.isLoss() ? Optional.of(attempt.sessionId()) : Optional.empty());
        }
        return new Outcome.Taken();
    }

    Outcome stall(Command.Stall command) {
        Attempt attempt = toldOf(command.attemptId());
        if (attempt == null || !attempt.isOpen() || !attempt.progressAt().equals(command.seen())) {
            return new Outcome.Nothing();
        }
        Step step = steps.get(attempt.stepId());
        StallRule rule = plans.get(attempt.runId()).spec(step.ordinal()).stall();
        if (rule.reassigns()) {
            return take(attempt, Taking.STALLED, "There was no progress for " + Reconciler.words(rule.after()) + ".");
        }
        if (!step.isStalled()) {
            step.stall(now);
            changedSteps.add(step.id());
            changed("workflow.step.stalled", step, Optional.of(command.agent()));
            if (rule.nudges()) {
                nudge(command, attempt.row(), rule);
            }
        }
        return new Outcome.Stalled();
    }

    private void nudge(Command.Stall command, AttemptRow attempt, StallRule rule) {
        Control nudge = Control.ofServer(
                // The same for the same standstill: it is asked once.
                Ids.nth(attempt.id(), ChronoUnit.MICROS.between(Instant.EPOCH, command.seen())),
                attempt,
                command.agent(),
                "There was no sign of progress for " + Reconciler.words(rule.after())
                        + ". If the work goes on, say how far it is; if it cannot go on, say so: fail the step, or ask.",
                now);
        newControls.add(nudge);
        changes.add(ControlJson.change(nudge));
    }

    Outcome goOn(Command.GoOn command) {
        Attempt attempt = toldOf(command.attemptId());
        if (attempt != null && attempt.isOpen()) {
            attempt.goOn(now);
            changedAttempts.add(attempt.id());
            Step step = steps.get(attempt.stepId());
            if (step.isStalled()) {
                goesOn(step, command.agent());
            }
        }
        return new Outcome.GoesOn();
    }

    void goesOn(Step step, AgentFace agent) {
        step.goOn();
        changedSteps.add(step.id());
        changed("workflow.step.recovered", step, Optional.of(agent));
    }

    private boolean isExpired(Attempt attempt) {
        SessionRow session = sessions.get(attempt.sessionId());
        return session != null && session.expired();
    }

    Outcome stopped(Command.Stopped command) {
        Attempt attempt = toldOf(command.attemptId());
        if (attempt == null
                || attempt.state() != AttemptState.STOPPING
                || (command.asksForLease() && !isExpired(attempt))) {
            return new Outcome.Nothing();
        }
        attempt.stopped();
        changedAttempts.add(attempt.id());
        Run run = runs.get(attempt.runId());
        run.stopped();
        changedRuns.add(run.id());
        changed("workflow.execution.progressed", run);
        return new Outcome.Stopped();
    }

    /** Attempts that have ended in this batch. */
    List<UUID> ended() {
        return changedAttempts.stream()
                .filter(id -> attempts.get(id).state().isOver())
                .toList();
    }

    void changed(String type, Step step, Optional<AgentFace> agent) {
        RunPlan plan = plans.get(step.runId());
        changes.add(new Change(
                step.workspaceId(),
                type,
                StepJson.change(step.row(), plan.definition().workflow(), agent)));
    }

    void said(Comment comment) {
        newComments.add(comment);
        changes.add(CommentJson.created(comment));
    }

    void reached(Attempt attempt, Checkpoint checkpoint) {
        AttemptRow row = attempt.row();
        newCheckpoints.put(
                row.stepId(),
                new CheckpointRow(row.stepId(), row.id(), row.runId(), row.workspaceId(), checkpoint, now));
        checkpoints.put(row.stepId(), checkpoint);
    }

    void asked(Attempt attempt, ReportBody.Asked asked, AgentFace agent) {
        Gate gate = Gate.asked(attempt.row(), asked, agent, now);
        gates.open(gate);
        changes.add(GateJson.opened(gate));
    }

    void used(Step step) {
        Workflow workflow = plans.get(step.runId()).definition().workflow();
        changes.add(new Change(
                step.workspaceId(),
                "workflow.step.usage_reported",
                StepJson.usage(step.row(), workflow, usage.total(step.id()))));
    }

    void changed(String type, Run run) {
        RunPlan plan = plans.get(run.id());
        changes.add(new Change(run.workspaceId(), type, RunJson.change(run.row(), plan.definition())));
    }
}
