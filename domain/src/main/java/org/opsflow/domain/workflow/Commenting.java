package org.opsflow.domain.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** What people say of runs and steps, and the reading of what they and agents said. */
@ApplicationScoped
public class Commenting {
    private static final String LIST = "comments";

    private final Comments comments;
    private final Runs runs;
    private final ChangeRecorder recorder;
    private final Audit audit;
    private final Ids ids;

    @Inject
    public Commenting(Comments comments, Runs runs, ChangeRecorder recorder, Audit audit, Ids ids) {
        this.comments = comments;
        this.runs = runs;
        this.recorder = recorder;
        this.audit = audit;
        this.ids = ids;
    }

    Commenting() {
        this(null, null, null, null, null);
    }

    /**
     * A remark of a person, or of an agent that works over REST.
     *
     * @param stepId the step it is about, by its id in this run; empty for the whole run
     * @param type who the caller says that they are; empty when they do not
     */
    @Transactional
    public Comment add(Caller caller, String runId, Optional<String> stepId, String text, Optional<String> type) {
        caller.require(Permission.COMMENT);
        Runs.Fixed run = run(caller, runId);
        Optional<UUID> step = stepId.map(id -> step(run, id));
        Comment.Author author = author(caller);
        if (type.filter(said -> !said.equals(author.kind().type())).isPresent()) {
            throw Problem.forbidden(
                            "comment_type",
                            "You comment as " + author.kind().type() + ": leave comment_type out, or say so.")
                    .naming("comment_type");
        }
        if (text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > Comment.MAX_TEXT) {
            throw Problem.invalid("text", "must be text of at most " + Comment.MAX_TEXT + " bytes that is not blank");
        }
        Comment comment =
                new Comment(ids.next(), run.workspaceId(), run.id(), step, author, text, List.of(), recorder.now());
        comments.insert(List.of(comment));
        audit.done(caller.actor(), "comment.create", new Target("comment", PublicId.COMMENT.of(comment.id())));
        recorder.record(List.of(CommentJson.created(comment)));
        return comment;
    }

    /**
     * Of one run, the oldest first.
     *
     * @param stepId the step they are about; all of the run when empty
     */
    @Transactional
    public Page<Comment> ofRun(Caller caller, String runId, Optional<String> stepId, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        Runs.Fixed run = run(caller, runId);
        Optional<UUID> step = stepId.map(id -> step(run, id));
        Optional<Comments.Place> after = wanted.after()
                .map(cursor -> cursor.in(LIST))
                .map(cursor -> new Comments.Place(cursor.time(0), cursor.id(1)));
        return Page.of(
                comments.ofRun(caller.workspaceId(), run.id(), step, after, wanted.read()),
                wanted,
                comment -> Cursor.of(LIST, comment.createdAt(), comment.id()));
    }

    private Runs.Fixed run(Caller caller, String id) {
        return PublicId.RUN
                .parse(id)
                .flatMap(known -> runs.fixed(List.of(known)).stream()
                        .filter(run -> run.workspaceId().equals(caller.workspaceId()))
                        .findFirst())
                .orElseThrow(() -> Problem.notFound("workflow execution", id));
    }

    private static UUID step(Runs.Fixed run, String id) {
        return PublicId.STEP
                .parse(id)
                .filter(run.stepIds()::contains)
                .orElseThrow(
                        () -> Problem.invalid("step_id", "is no step of this workflow execution: take the id of one"));
    }

    private static Comment.Author author(Caller caller) {
        return caller.kind() == Caller.Kind.PERSON
                ? Comment.Author.person(caller.id(), Optional.of(caller.name()))
                : new Comment.Author(
                        Comment.Kind.AGENT,
                        caller.id(),
                        Optional.empty(),
                        Optional.of(caller.name()),
                        Optional.empty());
    }
}
