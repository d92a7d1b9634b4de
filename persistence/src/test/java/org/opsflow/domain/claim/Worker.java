package org.opsflow.domain.claim;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;

/** An agent process with a session, and what it says. */
record Worker(UUID session, long epoch, AgentFace face) {
    /** The same process before it connected anew. */
    Worker superseded() {
        return new Worker(session, epoch - 1, face);
    }

    Command.Claim claim(UUID attemptId, ReadyStep step) {
        return new Command.Claim(attemptId, step, session, epoch, face);
    }

    Command.Report report(Grant grant, long number, ReportBody body) {
        return report(grant, grant.fence(), number, body);
    }

    Command.Report report(Grant grant, long fence, long number, ReportBody body) {
        return new Command.Report(
                grant.plan().runId(),
                grant.plan().workspaceId(),
                grant.attemptId(),
                fence,
                number,
                session,
                face,
                body);
    }

    Command.Report started(Grant grant) {
        return report(grant, 1, new ReportBody.Started());
    }

    Command.Report completed(Grant grant) {
        return report(grant, 2, completion());
    }

    static ReportBody completion() {
        return new ReportBody.Completed("{\"n\":1}", "done", OptionalInt.of(0), List.of());
    }

    Command.Report failed(Grant grant, boolean retryable) {
        return report(grant, 2, failure(retryable));
    }

    static ReportBody failure(boolean retryable) {
        return new ReportBody.Failed(retryable, "exit_code", "it broke", OptionalInt.of(1), List.of());
    }
}
