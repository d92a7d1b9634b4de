package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What attempts report besides how they go; each row belongs to a row of {@link Stores} and is under its lock. */
@ApplicationScoped
class ReportStores {
    private final UsageLedger usage;
    private final Checkpoints checkpoints;
    private final Gates gates;

    @Inject
    ReportStores(UsageLedger usage, Checkpoints checkpoints, Gates gates) {
        this.usage = usage;
        this.checkpoints = checkpoints;
        this.gates = gates;
    }

    ReportStores() {
        this(null, null, null);
    }

    UsageLedger usage() {
        return usage;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    Gates gates() {
        return gates;
    }
}
