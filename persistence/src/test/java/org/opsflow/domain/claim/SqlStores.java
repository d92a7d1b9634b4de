package org.opsflow.domain.claim;

import java.util.function.Supplier;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.Plans;
import org.opsflow.persistence.ThreadTransactions;
import org.opsflow.persistence.blob.SqlBlobs;
import org.opsflow.persistence.change.SqlChangeLog;
import org.opsflow.persistence.claim.SqlAgentErrors;
import org.opsflow.persistence.claim.SqlAgentSettings;
import org.opsflow.persistence.claim.SqlAttempts;
import org.opsflow.persistence.claim.SqlCheckpoints;
import org.opsflow.persistence.claim.SqlControls;
import org.opsflow.persistence.claim.SqlGates;
import org.opsflow.persistence.claim.SqlPauses;
import org.opsflow.persistence.claim.SqlSessions;
import org.opsflow.persistence.claim.SqlUsageLedger;
import org.opsflow.persistence.shared.DatabaseClock;
import org.opsflow.persistence.shared.Piped;
import org.opsflow.persistence.shared.Sql;
import org.opsflow.persistence.workflow.SqlComments;
import org.opsflow.persistence.workflow.SqlDefinitions;
import org.opsflow.persistence.workflow.SqlRuns;
import org.opsflow.persistence.workflow.SqlSteps;

/** The adapters of one node on the real database, wired as the container does it. */
class SqlStores {
    final Ids ids = new Ids();
    final ThreadTransactions transactions = new ThreadTransactions();
    private final Piped piped = new Piped(transactions.dataSource());
    final Sql sql = piped.sql();
    final SqlRuns runs = new SqlRuns(sql);
    final SqlSteps steps = new SqlSteps(sql);
    final SqlAttempts attempts = new SqlAttempts(sql);
    final SqlSessions sessions = new SqlSessions(sql);
    final SqlUsageLedger usage = new SqlUsageLedger(sql);
    final SqlComments comments = new SqlComments(sql);
    final SqlBlobs blobs = new SqlBlobs(sql);
    final SqlCheckpoints checkpoints = new SqlCheckpoints(sql, blobs, ids);
    final SqlGates gates = new SqlGates(sql);
    final SqlControls controls = new SqlControls(sql);
    final SqlPauses pauses = new SqlPauses(sql);
    final SqlAgentErrors agentErrors = new SqlAgentErrors(sql);
    final SqlAgentSettings agentSettings = new SqlAgentSettings(sql);
    final SqlChangeLog log = new SqlChangeLog(sql);
    final DatabaseClock clock = new DatabaseClock(sql);
    final Definitions definitions = new Definitions(new SqlDefinitions(sql), ids, clock);
    final Plans plans = new Plans(runs, definitions);

    /** The work in one transaction. */
    final <T> T in(Supplier<T> work) {
        return transactions.inTransaction(work);
    }

    /** The same as a lane does it, whose statements travel together. */
    final <T> T inOne(Supplier<T> work) {
        return in(() -> piped.on(transactions.connection(), work));
    }

    final void run(Runnable work) {
        in(() -> {
            work.run();
            return null;
        });
    }
}
