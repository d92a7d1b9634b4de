package org.opsflow.domain.claim;

import java.util.UUID;
import org.opsflow.domain.workflow.StepSpec;

/** What an offer proposes. */
public record Offering(UUID stepId, UUID runId, StepSpec spec) {}
