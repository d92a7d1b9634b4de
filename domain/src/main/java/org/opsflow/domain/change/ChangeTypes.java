package org.opsflow.domain.change;

import java.util.Set;

/** Every type that a change may have; docs/live.md and the AsyncAPI document say what each of them carries. */
public final class ChangeTypes {
    public static final Set<String> ALL = Set.of(
            "workflow.execution.created",
            "workflow.execution.status_changed",
            "workflow.execution.progressed",
            "workflow.execution.cancelled",
            "workflow.step.ready",
            "workflow.step.claimed",
            "workflow.step.started",
            "workflow.step.completed",
            "workflow.step.returned",
            "workflow.step.stalled",
            "workflow.step.recovered",
            "workflow.step.usage_reported",
            "workflow.comment.created",
            "workflow.gate.opened",
            "workflow.gate.answered",
            "workflow.gate.withdrawn",
            "workflow.artifact.created",
            "worker.registered",
            "worker.retired",
            "worker.paused",
            "worker.resumed",
            "worker.control_changed",
            "worker.error",
            "worker.error_cleared",
            "worker.online",
            "worker.offline",
            "worker.message.sent",
            "worker.message.delivered",
            "worker.message.read",
            "workspace.renamed",
            "member.joined",
            "member.role_changed",
            "member.removed");

    private ChangeTypes() {}
}
