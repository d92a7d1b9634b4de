package org.opsflow.domain.board;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.RunState;

/** Reads of what the board shows, each one statement without locks, each within one workspace. */
public interface BoardRows {
    /** The output of an attempt, from an offset on. */
    record Output(byte[] content, long offset) {}

    /**
     * A run as it is stored.
     *
     * @param canceller the name of who cancelled it
     */
    record Found(RunRow run, Optional<String> canceller) {}

    /** Newest first; of every state when none is given. */
    List<Found> runs(UUID workspaceId, Optional<RunState> state, int limit);

    /** Every run that is not finished, and of the finished those that ended last. */
    List<Found> shown(UUID workspaceId, int finished);

    Optional<Found> run(UUID workspaceId, UUID runId);

    /** Without their outputs; by run and ordinal. */
    List<SeenStep> steps(UUID workspaceId, Collection<UUID> runIds);

    /** With its output. */
    Optional<SeenStep> step(UUID workspaceId, UUID stepId);

    /** The oldest first. */
    List<SeenAttempt> attempts(UUID workspaceId, UUID stepId);

    /** The connected processes of each agent. */
    Map<UUID, List<AgentInstance>> instances(UUID workspaceId);

    /** At most the last {@code most} bytes and what else is in the first of their chunks. */
    Output output(UUID workspaceId, UUID attemptId, int most);
}
