package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.RunState;

/** Ends runs by the word of a person: nothing more starts, and agents are told to end what they do for the run. */
@ApplicationScoped
public class Cancellations {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Lanes lanes;
    private final SessionDesk desk;

    @Inject
    public Cancellations(Lanes lanes, SessionDesk desk) {
        this.lanes = lanes;
        this.desk = desk;
    }

    Cancellations() {
        this(null, null);
    }

    /**
     * Completes after the commit, when the agents of this node have been told; with a {@link Problem} when there is no
     * such run here, when it has ended otherwise, or when the server is full. For a run that is cancelled already it
     * changes nothing.
     *
     * @throws Problem when the caller may not cancel runs, or the reason is too long
     */
    public CompletionStage<Void> cancel(Caller caller, String id, Optional<String> reason) {
        caller.require(Permission.CANCEL_RUN);
        Optional<String> why = reason.map(String::strip).filter(text -> !text.isEmpty());
        if (why.filter(text -> text.length() > Cancellation.REASON_LENGTH).isPresent()) {
            throw Problem.invalid("reason", "is longer than " + Cancellation.REASON_LENGTH + " characters: shorten it");
        }
        UUID runId = PublicId.RUN.parse(id).orElseThrow(() -> unknown(id));
        Command cancel = new Command.CancelRun(
                runId,
                caller.workspaceId(),
                new Cancellation(caller.id(), why),
                why.map(text -> "The run was cancelled: " + text).orElse("The run was cancelled."));
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!lanes.offer(cancel, outcome -> answer(id, outcome, done))) {
            done.completeExceptionally(Problem.overloaded(RETRY));
        }
        return done;
    }

    private void answer(String id, Outcome outcome, CompletableFuture<Void> done) {
        if (outcome instanceof Outcome.Cancelled cancelled) {
            desk.cancelled(cancelled.stops());
            done.complete(null);
        } else if (outcome instanceof Outcome.Ended ended) {
            done.completeExceptionally(ended(id, ended.state()));
        } else if (outcome instanceof Outcome.Nothing) {
            done.completeExceptionally(unknown(id));
        } else {
            done.completeExceptionally(new IllegalStateException("The run could not be cancelled: " + outcome));
        }
    }

    private static Problem unknown(String id) {
        return Problem.notFound("workflow execution", id);
    }

    private static Problem ended(String id, RunState state) {
        return Problem.conflict(
                "run_ended",
                "The workflow execution is " + state.word() + " and cannot be cancelled any more.",
                JsonText.object(json ->
                        json.write("id", id).write("status", state.word()).write("state", state.word())));
    }
}
