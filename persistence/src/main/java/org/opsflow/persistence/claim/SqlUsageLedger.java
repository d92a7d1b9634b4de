package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.claim.UsageLedger;
import org.opsflow.domain.claim.UsageRow;
import org.opsflow.domain.workflow.Usage;
import org.opsflow.persistence.shared.Binder;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** What attempts used models for, in SQL. */
@ApplicationScoped
public class SqlUsageLedger implements UsageLedger {
    private final Sql sql;

    @Inject
    public SqlUsageLedger(Sql sql) {
        this.sql = sql;
    }

    SqlUsageLedger() {
        this(null);
    }

    @Override
    public List<UsageRow> ofSteps(Collection<UUID> stepIds) {
        return sql.queryIn(
                "SELECT * FROM attempt_usage WHERE step_id IN (:ids)",
                stepIds,
                row -> new UsageRow(
                        row.id("step_id"),
                        row.id("attempt_id"),
                        row.text("model"),
                        row.id("run_id"),
                        row.id("workspace_id"),
                        usage(row)));
    }

    @Override
    public void insert(List<UsageRow> rows) {
        sql.bulk(
                "INSERT INTO attempt_usage (calls, input_tokens, cached_input_tokens, output_tokens, cost_micros,"
                        + " step_id, attempt_id, model, run_id, workspace_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                (bind, row) -> amounts(bind, row).id(row.runId()).id(row.workspaceId()));
    }

    @Override
    public void update(List<UsageRow> rows) {
        sql.bulk(
                "UPDATE attempt_usage SET calls = ?, input_tokens = ?, cached_input_tokens = ?, output_tokens = ?,"
                        + " cost_micros = ? WHERE step_id = ? AND attempt_id = ? AND model = ?",
                rows,
                SqlUsageLedger::amounts);
    }

    private static Binder amounts(Binder bind, UsageRow row) {
        return bind.number(row.usage().calls())
                .number(row.usage().inputTokens())
                .number(row.usage().cachedInputTokens())
                .number(row.usage().outputTokens())
                .number(row.usage().costMicros())
                .id(row.stepId())
                .id(row.attemptId())
                .text(row.model());
    }

    /** The columns of that name. */
    public static Usage usage(Row row) {
        return new Usage(
                row.big("calls"),
                row.big("input_tokens"),
                row.big("cached_input_tokens"),
                row.big("output_tokens"),
                row.big("cost_micros"));
    }
}
