package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as it is stored.
 *
 * @param args JSON object; an empty one where they were not read
 * @param priority 0 urgent, 1 high, 2 medium, 3 low
 * @param phaseOpen steps in no final state, for each phase
 * @param stepsOpen steps in no final state
 * @param stepsLive steps that are ready, leased or running
 * @param stopping attempts of a cancelled run whose agents have not said yet that their work has ended
 * @param errorMessage why the run fails or failed
 * @param cancellation present exactly when the run is cancelled
 * @param clientId made by the caller; repeating it gives this run
 */
public record RunRow(
        UUID id,
        UUID workspaceId,
        UUID definitionId,
        String name,
        String args,
        int priority,
        RunState state,
        List<Integer> phaseOpen,
        int stepsTotal,
        int stepsOpen,
        int stepsLive,
        int stopping,
        Optional<String> errorMessage,
        Optional<Cancellation> cancellation,
        Optional<String> clientId,
        Optional<UUID> createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        long revision) {}
