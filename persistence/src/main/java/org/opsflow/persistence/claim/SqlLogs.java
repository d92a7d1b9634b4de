package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.opsflow.domain.claim.Logs;
import org.opsflow.persistence.shared.Sql;

/** The output of attempts in SQL, in the pieces in which it came. */
@ApplicationScoped
public class SqlLogs implements Logs {
    private final Sql sql;

    @Inject
    public SqlLogs(Sql sql) {
        this.sql = sql;
    }

    SqlLogs() {
        this(null);
    }

    @Override
    public long size(UUID attemptId) {
        return sql
                .query(
                        "SELECT at_offset + size_bytes AS size FROM log_chunk WHERE attempt_id = ?"
                                + " ORDER BY at_offset DESC LIMIT 1",
                        bind -> bind.id(attemptId),
                        row -> row.big("size"))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public void append(UUID workspaceId, UUID attemptId, long offset, byte[] data) {
        sql.update(
                "INSERT INTO log_chunk (attempt_id, at_offset, workspace_id, size_bytes, data) VALUES (?, ?, ?, ?, ?)",
                bind -> bind.id(attemptId)
                        .number(offset)
                        .id(workspaceId)
                        .number(data.length)
                        .bytes(data));
    }
}
