package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.UUID;

/** The last checkpoint of a step, as it is stored. */
public record CheckpointRow(
        UUID stepId, UUID attemptId, UUID runId, UUID workspaceId, Checkpoint checkpoint, Instant reportedAt) {}
