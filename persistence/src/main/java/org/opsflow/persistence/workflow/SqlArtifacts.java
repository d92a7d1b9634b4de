package org.opsflow.persistence.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.Artifacts;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Artifacts in SQL. */
@ApplicationScoped
public class SqlArtifacts implements Artifacts {
    private final Sql sql;

    @Inject
    public SqlArtifacts(Sql sql) {
        this.sql = sql;
    }

    SqlArtifacts() {
        this(null);
    }

    @Override
    public void insert(Artifact artifact) {
        sql.update(
                "INSERT INTO artifact (id, workspace_id, run_id, step_id, attempt_id, name, file_type, mime_type,"
                        + " size_bytes, sha256, blob_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bind -> bind.id(artifact.id())
                        .id(artifact.workspaceId())
                        .id(artifact.runId())
                        .id(artifact.stepId())
                        .id(artifact.attemptId())
                        .text(artifact.name())
                        .text(artifact.fileType())
                        .text(artifact.mimeType())
                        .number(artifact.sizeBytes())
                        .bytes(artifact.sha256())
                        .id(artifact.blobId())
                        .time(artifact.createdAt()));
    }

    @Override
    public Optional<Artifact> find(UUID workspaceId, UUID id) {
        return sql
                .query(
                        "SELECT * FROM artifact WHERE workspace_id = ? AND id = ?",
                        bind -> bind.id(workspaceId).id(id),
                        SqlArtifacts::row)
                .stream()
                .findFirst();
    }

    @Override
    public boolean isWorkerOf(UUID agentId, UUID runId) {
        return !sql.query(
                        "SELECT a.id FROM step s JOIN attempt a ON a.step_id = s.id"
                                + " WHERE s.run_id = ? AND a.agent_id = ? LIMIT 1",
                        bind -> bind.id(runId).id(agentId),
                        row -> row.id("id"))
                .isEmpty();
    }

    @Override
    public Optional<Artifact> same(UUID attemptId, String name, byte[] sha256) {
        return sql
                .query(
                        "SELECT * FROM artifact WHERE attempt_id = ? AND name = ? AND sha256 = ?",
                        bind -> bind.id(attemptId).text(name).bytes(sha256),
                        SqlArtifacts::row)
                .stream()
                .findFirst();
    }

    @Override
    public List<Artifact> ofRun(UUID workspaceId, UUID runId, Optional<Place> after, int limit) {
        return sql.query(
                "SELECT * FROM artifact WHERE workspace_id = ? AND run_id = ?"
                        + (after.isPresent() ? " AND (created_at > ? OR (created_at = ? AND id > ?))" : "")
                        + " ORDER BY created_at, id LIMIT ?",
                bind -> {
                    bind.id(workspaceId).id(runId);
                    after.ifPresent(place ->
                            bind.time(place.createdAt()).time(place.createdAt()).id(place.id()));
                    bind.number(limit);
                },
                SqlArtifacts::row);
    }

    private static Artifact row(Row row) {
        return new Artifact(
                row.id("id"),
                row.id("workspace_id"),
                row.id("run_id"),
                row.id("step_id"),
                row.id("attempt_id"),
                row.text("name"),
                row.text("file_type"),
                row.text("mime_type"),
                row.big("size_bytes"),
                row.bytes("sha256"),
                row.id("blob_id"),
                row.time("created_at"));
    }
}
