package org.opsflow.web.workflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.board.SeenRun;
import org.opsflow.domain.claim.Cancellations;
import org.opsflow.domain.claim.Submissions;
import org.opsflow.domain.claim.Submitted;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.domain.workflow.NewRun;
import org.opsflow.domain.workflow.RunJson;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.Visit;

/** {@code /api/workflow-executions}. */
@Path("workflow-executions")
@RequestScoped
public class ExecutionsResource {
    private static final String USUAL_PRIORITY = "medium";
    private static final long LONGEST_WAIT_SECONDS = 30;

    @Inject
    Submissions submissions;

    @Inject
    Cancellations cancellations;

    @Inject
    BoardView board;

    @Inject
    ArtifactReading artifacts;

    @Inject
    Visit visit;

    @GET
    public Response list(@QueryParam("status") String status) {
        return Answer.list(board.runs(visit.caller(), state(status)), BoardJson::run);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(String body) {
        RequestFields fields = RequestFields.of(body);
        String definition = fields.text("workflow_definition_id");
        String name = fields.optionalText("name").orElse("");
        String args = fields.optionalObject("args").map(JsonObject::toString).orElse("");
        int priority = RunJson.priority(fields.optionalText("priority").orElse(USUAL_PRIORITY));
        fields.check();
        NewRun asked = new NewRun(Optional.empty(), definition, name, args, priority);
        Submitted submitted = await(submit(asked));
        SeenRun run = board.started(visit.caller(), submitted.runId());
        return Answer.object(Response.Status.CREATED, json -> BoardJson.runWithSteps(json, run))
                .build();
    }

    private CompletionStage<Submitted> submit(NewRun asked) {
        try {
            return submissions.submit(visit.caller(), asked);
        } catch (Problem refused) {
            throw refused.kind() == Problem.Kind.NOT_FOUND ? refused.naming("workflow_definition_id") : refused;
        }
    }

    /** Here and not on the lane's thread, which would answer us while others wait for it. */
    private static <T> T await(CompletionStage<T> submission) {
        try {
            return submission.toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Problem problem ? problem : new IllegalStateException(failed.getCause());
        } catch (TimeoutException stuck) {
            throw Problem.overloaded(Duration.ofSeconds(LONGEST_WAIT_SECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Problem.overloaded(Duration.ofSeconds(1));
        }
    }

    /** For a run that is cancelled already the answer is the same, and nothing changes. */
    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancel(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body.isBlank() ? "{}" : body);
        Optional<String> reason = fields.optionalText("reason");
        fields.check();
        await(cancellations.cancel(visit.caller(), id, reason));
        SeenRun run = board.cancelled(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> BoardJson.runWithSteps(json, run))
                .build();
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        SeenRun run = board.run(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> whole(json, run)).build();
    }

    @GET
    @Path("{id}/artifacts")
    public Response artifacts(@PathParam("id") String id) {
        Caller caller = visit.caller();
        SeenRun run = board.run(caller, id);
        return Answer.list(artifacts.ofRun(caller, run.run().id()), ArtifactsResource::members);
    }

    private static void whole(JsonGenerator json, SeenRun run) {
        BoardJson.runWithSteps(json, run);
        json.write("args", JsonText.parse(run.run().args()).orElse(JsonValue.EMPTY_JSON_OBJECT));
        json.writeStartObject("workflow_definition");
        DefinitionJson.members(json, run.definition());
        json.writeEnd();
    }

    private static Optional<RunState> state(String status) {
        if (status == null || status.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(RunState.values())
                .filter(state -> state.word().equals(status))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "status",
                        "must be one of "
                                + Arrays.stream(RunState.values())
                                        .map(RunState::word)
                                        .collect(Collectors.joining(", ")))));
    }
}
