package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.workflow.Comments;

/** What attempts report besides how they go, and processes of themselves; each row belongs to a row of {@link Stores} and is under its lock. */
@ApplicationScoped
class ReportStores {
    private final UsageLedger usage;
    private final Checkpoints checkpoints;
    private final Gates gates;
    private final Comments comments;
    private final AgentErrors errors;

    @Inject
    ReportStores(UsageLedger usage, Checkpoints checkpoints, Gates gates, Comments comments, AgentErrors errors) {
        this.usage = usage;
        this.checkpoints = checkpoints;
        this.gates = gates;
        this.comments = comments;
        this.errors = errors;
    }

    ReportStores() {
        this(null, null, null, null, null);
    }

    UsageLedger usage() {
        return usage;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    Comments comments() {
        return comments;
    }

    Gates gates() {
        return gates;
    }

    AgentErrors errors() {
        return errors;
    }
}
