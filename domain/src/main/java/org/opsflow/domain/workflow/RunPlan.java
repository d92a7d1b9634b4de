package org.opsflow.domain.workflow;

import java.util.List;
import java.util.UUID;

/**
 * What never changes about a run.
 *
 * @param args JSON object
 * @param stepIds by ordinal
 */
public record RunPlan(
        UUID runId, UUID workspaceId, String name, String args, Definition definition, List<UUID> stepIds) {

    public StepSpec spec(int ordinal) {
        return definition.workflow().steps().get(ordinal);
    }
}
