package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.domain.workflow.Step;
import org.opsflow.domain.workflow.Workflow;

/** Something that changes the state of runs, applied in a batch with others. Applying it again has no further effect. */
sealed interface Command {
    /** So many steps to write are as much as an average command. */
    int STEPS_OF_ONE = 32;

    /** So many opaque bytes to write are as much as an average command. */
    int BYTES_OF_ONE = 8 << 10;

    /** Commands with the same key are applied in the order in which they came. */
    UUID laneKey();

    /** For the turns that workspaces take. */
    UUID workspaceId();

    Outcome applyTo(Batch batch);

    /** How much of a batch it fills; an average command 1. */
    default int weight() {
        return 1;
    }

    /** How many grants it is likely to bring: by itself, or because its agent is free for another. */
    default int grants() {
        return 0;
    }

    /** A new run. */
    record Submit(RunPlan plan, int priority, Optional<String> clientId, Optional<UUID> createdBy) implements Command {
        @Override
        public UUID laneKey() {
            return plan.runId();
        }

        @Override
        public UUID workspaceId() {
            return plan.workspaceId();
        }

        @Override
        public int weight() {
            return 1 + plan.stepIds().size() / STEPS_OF_ONE;
        }

        Optional<Runs.ClientId> scopedClientId() {
            return clientId.map(text -> new Runs.ClientId(workspaceId(), text));
        }

        Definition definition() {
            return plan.definition();
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.submit(this);
        }
    }

    /**
     * An accepted offer.
     *
     * @param attemptId the offer's id, which becomes the attempt's
     * @param epoch of the session that accepted
     */
    record Claim(UUID attemptId, ReadyStep step, UUID sessionId, long epoch, AgentFace agent) implements Command {
        @Override
        public UUID laneKey() {
            return step.runId();
        }

        @Override
        public UUID workspaceId() {
            return step.workspaceId();
        }

        @Override
        public int grants() {
            return 1;
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.claim(this);
        }
    }

    /**
     * Ends a run, whatever its steps are doing.
     *
     * @param message for the agents that work on it
     */
    record CancelRun(UUID runId, UUID workspaceId, Cancellation how, String message) implements Command {
        @Override
        public UUID laneKey() {
            return runId;
        }

        @Override
        public int weight() {
            return Workflow.MAX_STEPS / STEPS_OF_ONE;
        }

        /** Whether it is the run that is meant: not one of another workspace. */
        boolean hits(Run run) {
            return run != null && run.workspaceId().equals(workspaceId);
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return new Cancelling(batch, this).outcome();
        }
    }

    /** A command about an attempt, which names it only by its id. */
    sealed interface OnAttempt extends Command {
        UUID attemptId();

        /** The steps of the run that it changes if nothing fails for good. */
        Collection<UUID> touches(RunPlan plan, UUID stepId);

        /** Whether {@link #dooms} may be true of a step; it is not asked otherwise. */
        default boolean mayDoom() {
            return false;
        }

        /** Whether the step then fails for good, which changes all open steps of the run. */
        default boolean dooms(RunPlan plan, Step step, int maxLosses) {
            return false;
        }

        /** Whether it depends on the lease of the attempt's session. */
        default boolean asksForLease() {
            return false;
        }

        /** Files that have to be of the attempt's run. */
        default Set<UUID> namedArtifacts() {
            return Set.of();
        }

        /** Whether it adds to the usage ledger. */
        default boolean reportsUsage() {
            return false;
        }
    }

    /**
     * An agent's numbered report.
     *
     * @param laneKey the run's id where the caller knows it, else the attempt's
     * @param number 1, 2, 3 … under this attempt
     */
    record Report(
            UUID laneKey,
            UUID workspaceId,
            UUID attemptId,
            long fence,
            long number,
            UUID sessionId,
            AgentFace agent,
            ReportBody body)
            implements OnAttempt {

        @Override
        public Collection<UUID> touches(RunPlan plan, UUID stepId) {
            if (body instanceof ReportBody.Completed) {
                int ordinal = plan.stepIds().indexOf(stepId);
                List<UUID> touched = new ArrayList<>(List.of(stepId));
                plan.definition()
                        .workflow()
                        .successors()
                        .get(ordinal)
                        .forEach(next -> touched.add(plan.stepIds().get(next)));
                return touched;
            }
            return List.of(stepId);
        }

        @Override
        public boolean mayDoom() {
            return body instanceof ReportBody.Failed;
        }

        @Override
        public boolean dooms(RunPlan plan, Step step, int maxLosses) {
            return body instanceof ReportBody.Failed failed
                    && !(failed.retryable()
                            && step.failures() < plan.spec(step.ordinal()).retries());
        }

        @Override
        public Set<UUID> namedArtifacts() {
            return body.namedArtifacts();
        }

        @Override
        public int weight() {
            return body instanceof ReportBody.Checkpointed reached
                            && reached.checkpoint() instanceof Checkpoint.State state
                    ? 1 + state.bytes().length / BYTES_OF_ONE
                    : 1;
        }

        @Override
        public int grants() {
            return body.ends() ? 1 : 0;
        }

        @Override
        public boolean reportsUsage() {
            return !body.usage().isEmpty();
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return new Reporting(batch, this).outcome();
        }
    }

    /** Takes an open attempt from its session. */
    record Take(UUID laneKey, UUID workspaceId, UUID attemptId, Taking why, String message) implements OnAttempt {
        @Override
        public Collection<UUID> touches(RunPlan plan, UUID stepId) {
            return List.of(stepId);
        }

        @Override
        public boolean mayDoom() {
            return why.isLoss();
        }

        @Override
        public boolean dooms(RunPlan plan, Step step, int maxLosses) {
            return why.isLoss() && step.losses() >= maxLosses;
        }

        @Override
        public boolean asksForLease() {
            return why == Taking.LEASE_EXPIRED;
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.take(this);
        }
    }

    /**
     * There was no progress for longer than the step allows.
     *
     * @param seen when the last was, as it was stored: what has come since then keeps it from being stalled
     */
    record Stall(UUID laneKey, UUID workspaceId, UUID attemptId, Instant seen, AgentFace agent) implements OnAttempt {
        @Override
        public Collection<UUID> touches(RunPlan plan, UUID stepId) {
            return List.of(stepId);
        }

        @Override
        public boolean mayDoom() {
            return true;
        }

        @Override
        public boolean dooms(RunPlan plan, Step step, int maxLosses) {
            return plan.spec(step.ordinal()).stall().reassigns() && step.losses() >= maxLosses;
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.stall(this);
        }
    }

    /** There is progress again. */
    record GoOn(UUID laneKey, UUID workspaceId, UUID attemptId, AgentFace agent) implements OnAttempt {
        @Override
        public Collection<UUID> touches(RunPlan plan, UUID stepId) {
            return List.of(stepId);
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.goOn(this);
        }
    }

    /**
     * The attempt of a cancelled run is over: its agent said so, or came back without it, or is gone.
     *
     * @param onlyExpired only when the session's lease has run out
     */
    record Stopped(UUID laneKey, UUID workspaceId, UUID attemptId, boolean onlyExpired) implements OnAttempt {
        @Override
        public Collection<UUID> touches(RunPlan plan, UUID stepId) {
            return List.of();
        }

        @Override
        public boolean asksForLease() {
            return onlyExpired;
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.stopped(this);
        }
    }
}
