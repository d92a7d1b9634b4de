package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.Runs;

/** Something that changes the state of runs, applied in a batch with others. Applying it again has no further effect. */
sealed interface Command {

    /** Commands with the same key are applied in the order in which they came. */
    UUID laneKey();

    /** For the turns that workspaces take. */
    UUID workspaceId();

    Outcome applyTo(Batch batch);

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
        public Outcome applyTo(Batch batch) {
            return batch.claim(this);
        }
    }

    /** A command about an attempt, which names it only by its id. */
    sealed interface OnAttempt extends Command {
        UUID attemptId();

        /** The steps of the run that it may change. */
        Collection<UUID> touches(RunPlan plan, UUID stepId);
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
            if (body instanceof ReportBody.Failed) {
                return plan.stepIds();
            }
            if (body instanceof ReportBody.Completed) {
                int ordinal = plan.stepIds().indexOf(stepId);
                List<UUID> touched = new java.util.ArrayList<>(List.of(stepId));
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
        public Outcome applyTo(Batch batch) {
            return new Reporting(batch, this).outcome();
        }
    }

    /**
     * Takes an open attempt from its session.
     *
     * @param onlyExpired only when the session's lease has run out
     * @param reason a short word
     */
    record Take(UUID laneKey, UUID workspaceId, UUID attemptId, boolean onlyExpired, String reason, String message)
            implements OnAttempt {
        @Override
        public Collection<UUID> touches(RunPlan plan, UUID stepId) {
            return plan.stepIds();
        }

        @Override
        public Outcome applyTo(Batch batch) {
            return batch.take(this);
        }
    }
}
