package org.opsflow.domain.claim;

import java.util.UUID;
import org.opsflow.domain.workflow.Usage;

/** What an attempt used one model for, as it is stored. */
public record UsageRow(UUID stepId, UUID attemptId, String model, UUID runId, UUID workspaceId, Usage usage) {}
