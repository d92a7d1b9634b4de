package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.workflow.Comments;

/** What attempts report besides how they go; each row belongs to a row of {@link Stores} and is under its lock. */
@ApplicationScoped
class ReportStores {
    private final UsageLedger usage;
    private final Checkpoints checkpoints;
    private final Gates gates;
    private final Comments comments;

    @Inject
    ReportStores(UsageLedger usage, Checkpoints checkpoints, Gates gates, Comments comments) {
        this.usage = usage;
        this.checkpoints = checkpoints;
        this.gates = gates;
        this.comments = comments;
    }

    ReportStores() {
        this(null, null, null, null);
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
}
