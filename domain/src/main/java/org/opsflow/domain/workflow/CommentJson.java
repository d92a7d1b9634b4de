package org.opsflow.domain.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** A comment as the API and the changes tell it; docs/live.md describes the members. */
public final class CommentJson {
    private CommentJson() {}

    public static void members(JsonGenerator json, Comment comment) {
        json.write("id", PublicId.COMMENT.of(comment.id())).write("workflow_run_id", PublicId.RUN.of(comment.runId()));
        member(
                json,
                "workflow_run_step_id",
                comment.stepId().map(PublicId.STEP::of).orElse(null));
        content(json, comment, comment.author());
    }

    /** Of a comment that was just made. */
    public static Change created(Comment comment) {
        return new Change(comment.workspaceId(), "workflow.comment.created", JsonText.object(json -> {
            json.write("execution_id", PublicId.RUN.of(comment.runId()))
                    .write("comment_id", PublicId.COMMENT.of(comment.id()));
            member(json, "step_id", comment.stepId().map(PublicId.STEP::of).orElse(null));
            content(json, comment, comment.author().nameless());
        }));
    }

    private static void content(JsonGenerator json, Comment comment, Comment.Author author) {
        json.write("comment_type", author.kind().type()).write("text", comment.text());
        json.writeStartObject("author").write("type", author.kind() == Comment.Kind.PERSON ? "person" : "agent");
        member(json, "id", author.publicId().orElse(null));
        member(json, "name", author.name().orElse(null));
        member(json, "emoji", author.emoji().orElse(null));
        json.writeEnd();
        json.writeStartArray("artifact_ids");
        comment.artifactIds().forEach(id -> json.write(PublicId.ARTIFACT.of(id)));
        json.writeEnd();
        member(json, "created_at", comment.createdAt());
    }
}
