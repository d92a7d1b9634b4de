package org.opsflow.domain.board;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.agent.AgentPause;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.Usage;

/** Reads of what the board shows, each one or two statements without locks, each within one workspace. */
public interface BoardRows {
    /**
     * A run as it is stored.
     *
     * @param canceller the name of who cancelled it
     */
    record Found(RunRow run, Optional<String> canceller) {}

    /** A run's place among all, by time and then by id. */
    record Place(Instant createdAt, UUID id) {}

    /**
     * Where an agent stands with its people.
     *
     * @param pause empty unless a person paused it
     * @param isNew whether no process of it has ever connected
     */
    record Standing(Optional<AgentPause> pause, boolean isNew) {
        /** Of most agents. */
        static final Standing USUAL = new Standing(Optional.empty(), false);
    }

    /** The newest first, from the one after a place on; without their arguments. */
    List<Found> runs(UUID workspaceId, RunFilter filter, Optional<Place> after, int limit);

    /** Every run that is not finished, and of the finished those that ended last. */
    List<Found> shown(UUID workspaceId, int finished);

    Optional<Found> run(UUID workspaceId, UUID runId);

    /** Without their outputs; by run and ordinal. */
    List<SeenStep> steps(UUID workspaceId, Collection<UUID> runIds);

    /** As {@link #steps}, of each run at most this many. */
    List<SeenStep> firstSteps(UUID workspaceId, Collection<UUID> runIds, int most);

    /** Of one run, from an ordinal on, without their outputs. */
    List<SeenStep> stepsFrom(UUID workspaceId, UUID runId, int ordinal, int limit);

    /** How many files the steps of each run left behind; runs without any are absent. */
    Map<UUID, Integer> artifacts(UUID workspaceId, Collection<UUID> runIds);

    /** What the steps of each run used models for; runs without any report are absent. */
    Map<UUID, Usage> usage(UUID workspaceId, Collection<UUID> runIds);

    /** What the steps of a run used each model for, the most used first. */
    List<ModelUsage> modelsOfRun(UUID workspaceId, UUID runId, int most);

    /** What the attempts of a step used each model for, the most used first. */
    List<ModelUsage> modelsOfStep(UUID workspaceId, UUID stepId, int most);

    /** With its output. */
    Optional<SeenStep> step(UUID workspaceId, UUID stepId);

    /** Empty when none was reported. */
    Optional<SeenCheckpoint> checkpoint(UUID workspaceId, UUID stepId);

    /** The oldest first. */
    List<SeenAttempt> attempts(UUID workspaceId, UUID stepId);

    /** The connected processes of each agent. */
    Map<UUID, List<AgentInstance>> instances(UUID workspaceId);

    /** Those that are not {@link Standing#USUAL}; without retired agents. */
    Map<UUID, Standing> standings(UUID workspaceId);

    /** What is wrong with agents by their own word, of each the newest that is not over. */
    Map<UUID, AgentError> errors(UUID workspaceId);

    /** What waits for a person to say something, the longest first. */
    List<Gate> openGates(UUID workspaceId, int most);

    /** Bytes of output that are stored. */
    long outputSize(UUID workspaceId, UUID attemptId);

    /** The output from an offset on: at most {@code length} bytes, fewer at the end. */
    byte[] output(UUID workspaceId, UUID attemptId, long from, int length);
}
