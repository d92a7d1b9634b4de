package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.workflow.Comments;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.domain.workflow.Steps;

/** The rows that a batch locks, in the order in which it locks them: runs, steps, attempts, sessions; and what attempts report. */
@ApplicationScoped
class Stores {
    private final Runs runs;
    private final Steps steps;
    private final Attempts attempts;
    private final ProcessStores processes;
    private final ReportStores reports;

    @Inject
    Stores(Runs runs, Steps steps, Attempts attempts, ProcessStores processes, ReportStores reports) {
        this.runs = runs;
        this.steps = steps;
        this.attempts = attempts;
        this.processes = processes;
        this.reports = reports;
    }

    Stores() {
        this(null, null, null, null, null);
    }

    Runs runs() {
        return runs;
    }

    Steps steps() {
        return steps;
    }

    Attempts attempts() {
        return attempts;
    }

    Sessions sessions() {
        return processes.sessions();
    }

    UsageLedger usage() {
        return reports.usage();
    }

    Comments comments() {
        return reports.comments();
    }

    Checkpoints checkpoints() {
        return reports.checkpoints();
    }

    Gates gates() {
        return reports.gates();
    }

    Controls controls() {
        return processes.controls();
    }

    AgentErrors errors() {
        return processes.errors();
    }
}
