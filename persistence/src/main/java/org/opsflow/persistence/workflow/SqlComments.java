package org.opsflow.persistence.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Comment;
import org.opsflow.domain.workflow.Comments;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Comments in SQL. */
@ApplicationScoped
public class SqlComments implements Comments {
    private final Sql sql;

    @Inject
    public SqlComments(Sql sql) {
        this.sql = sql;
    }

    SqlComments() {
        this(null);
    }

    @Override
    public void insert(List<Comment> comments) {
        sql.bulk(
                "INSERT INTO run_comment (id, workspace_id, run_id, step_id, author_type, author_id, text, artifact_ids,"
                        + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                comments,
                (bind, comment) -> bind.id(comment.id())
                        .id(comment.workspaceId())
                        .id(comment.runId())
                        .id(comment.stepId())
                        .text(comment.author().kind().name().toLowerCase(Locale.ROOT))
                        .id(comment.author().id())
                        .text(comment.text())
                        .text(comment.artifactIds().stream()
                                .map(PublicId.ARTIFACT::of)
                                .collect(Collectors.joining(" ")))
                        .time(comment.createdAt()));
    }

    @Override
    public List<Comment> ofRun(UUID workspaceId, UUID runId, Optional<UUID> stepId, Optional<Place> after, int limit) {
        return sql.query(
                "SELECT c.*, p.name AS person_name, g.slug, g.name AS agent_name, g.emoji FROM run_comment c"
                        + " LEFT JOIN person p ON c.author_type = 'person' AND p.id = c.author_id"
                        + " LEFT JOIN agent g ON c.author_type = 'agent' AND g.id = c.author_id"
                        + " WHERE c.workspace_id = ? AND c.run_id = ?"
                        + (stepId.isPresent() ? " AND c.step_id = ?" : "")
                        + (after.isPresent() ? " AND (c.created_at > ? OR (c.created_at = ? AND c.id > ?))" : "")
                        + " ORDER BY c.created_at, c.id LIMIT ?",
                bind -> {
                    bind.id(workspaceId).id(runId);
                    stepId.ifPresent(bind::id);
                    after.ifPresent(place ->
                            bind.time(place.createdAt()).time(place.createdAt()).id(place.id()));
                    bind.number(limit);
                },
                SqlComments::row);
    }

    private static Comment row(Row row) {
        return new Comment(
                row.id("id"),
                row.id("workspace_id"),
                row.id("run_id"),
                row.optionalId("step_id"),
                author(row),
                row.text("text"),
                Stream.of(row.text("artifact_ids").split(" "))
                        .flatMap(id -> PublicId.ARTIFACT.parse(id).stream())
                        .toList(),
                row.time("created_at"));
    }

    private static Comment.Author author(Row row) {
        UUID id = row.id("author_id");
        return row.text("author_type").equals("person")
                ? Comment.Author.person(id, row.optionalText("person_name"))
                : new Comment.Author(
                        Comment.Kind.AGENT,
                        id,
                        row.optionalText("slug"),
                        row.optionalText("agent_name"),
                        row.optionalText("emoji"));
    }
}
