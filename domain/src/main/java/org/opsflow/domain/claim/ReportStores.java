package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What attempts report besides how they go; each row belongs to a row of {@link Stores} and is under its lock. */
@ApplicationScoped
class ReportStores {
    private final UsageLedger usage;
    private final Checkpoints checkpoints;

    @Inject
    ReportStores(UsageLedger usage, Checkpoints checkpoints) {
        this.usage = usage;
        this.checkpoints = checkpoints;
    }

    ReportStores() {
        this(null, null);
    }

    UsageLedger usage() {
        return usage;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }
}
