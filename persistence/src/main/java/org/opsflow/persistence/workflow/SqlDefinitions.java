package org.opsflow.persistence.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.domain.workflow.DefinitionStore;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.Workflow;
import org.opsflow.persistence.shared.DatabaseFailure;
import org.opsflow.persistence.shared.Sql;
import org.opsflow.persistence.shared.Unique;

/** Definitions in SQL: rows are inserted and read, never changed. */
@ApplicationScoped
public class SqlDefinitions implements DefinitionStore {
    private static final String NUMBER = "d.id, d.slug, d.version, d.created_at";
    private static final String COLUMNS = "d.id, d.workspace_id, d.slug, d.version, d.source, d.created_at";

    private final Sql sql;

    @Inject
    public SqlDefinitions(Sql sql) {
        this.sql = sql;
    }

    SqlDefinitions() {
        this(null);
    }

    @Override
    public List<Version> newest(UUID workspaceId, Optional<String> after, int limit) {
        return sql.query(
                "SELECT " + NUMBER + " FROM definition d JOIN (SELECT slug, MAX(version) AS version FROM definition"
                        + " WHERE workspace_id = ? AND slug > ? GROUP BY slug ORDER BY slug LIMIT ?) newest"
                        + " USING (slug, version) WHERE d.workspace_id = ? ORDER BY d.slug",
                bind -> bind.id(workspaceId)
                        .text(after.orElse(""))
                        .number(limit)
                        .id(workspaceId),
                SqlDefinitions::numbered);
    }

    @Override
    public List<Version> versions(UUID workspaceId, String slug, int limit) {
        return sql.query(
                "SELECT " + NUMBER + " FROM definition d WHERE d.workspace_id = ? AND d.slug = ?"
                        + " ORDER BY d.version DESC LIMIT ?",
                bind -> bind.id(workspaceId).text(slug).number(limit),
                SqlDefinitions::numbered);
    }

    @Override
    public Optional<Row> version(UUID workspaceId, String slug, int version) {
        return sql
                .query(
                        "SELECT " + COLUMNS + " FROM definition d WHERE d.workspace_id = ? AND d.slug = ?"
                                + " AND d.version = ?",
                        bind -> bind.id(workspaceId).text(slug).number(version),
                        SqlDefinitions::row)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Row> newest(UUID workspaceId, String slug) {
        return sql
                .query(
                        "SELECT " + COLUMNS + " FROM definition d WHERE d.workspace_id = ? AND d.slug = ?"
                                + " ORDER BY d.version DESC LIMIT 1",
                        bind -> bind.id(workspaceId).text(slug),
                        SqlDefinitions::row)
                .stream()
                .findFirst();
    }

    @Override
    public List<Row> byIds(Collection<UUID> ids) {
        return sql.queryIn("SELECT " + COLUMNS + " FROM definition d WHERE d.id IN (:ids)", ids, SqlDefinitions::row);
    }

    @Override
    public void insert(Row row, Workflow workflow, UUID createdBy) {
        try {
            store(row, workflow, createdBy);
        } catch (DatabaseFailure failed) {
            throw Unique.isTaken(failed, "definition_version") ? Definitions.changed(row.slug()) : failed;
        }
    }

    private void store(Row row, Workflow workflow, UUID createdBy) {
        sql.update(
                "INSERT INTO definition (id, workspace_id, slug, version, name, description, source, source_hash,"
                        + " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bind -> bind.id(row.id())
                        .id(row.workspaceId())
                        .text(row.slug())
                        .number(row.version())
                        .text(workflow.name())
                        .text(workflow.description())
                        .text(row.source())
                        .bytes(Sha256.of(row.source()))
                        .id(Optional.ofNullable(createdBy))
                        .time(row.createdAt()));
    }

    private static Version numbered(org.opsflow.persistence.shared.Row row) {
        return new Version(row.id("id"), row.text("slug"), row.number("version"), row.time("created_at"));
    }

    private static Row row(org.opsflow.persistence.shared.Row row) {
        return new Row(
                row.id("id"),
                row.id("workspace_id"),
                row.text("slug"),
                row.number("version"),
                row.text("source"),
                row.time("created_at"));
    }
}
