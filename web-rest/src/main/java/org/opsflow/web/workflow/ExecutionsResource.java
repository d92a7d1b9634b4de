package org.opsflow.web.workflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.ListedRun;
import org.opsflow.domain.board.RunFilter;
import org.opsflow.domain.board.RunReading;
import org.opsflow.domain.board.RunSteps;
import org.opsflow.domain.claim.Cancellations;
import org.opsflow.domain.claim.Submissions;
import org.opsflow.domain.claim.Submitted;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.domain.workflow.Comment;
import org.opsflow.domain.workflow.CommentJson;
import org.opsflow.domain.workflow.Commenting;
import org.opsflow.domain.workflow.NewRun;
import org.opsflow.domain.workflow.RunJson;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.UsageJson;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
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
    RunReading reading;

    @Inject
    ArtifactReading artifacts;

    @Inject
    Commenting commenting;

    @Inject
    Visit visit;

    @GET
    public Response list(
            @BeanParam Paging paging,
            @QueryParam("status") String status,
            @QueryParam("definition") String definition) {
        RunFilter filter =
                new RunFilter(Optional.ofNullable(status).map(RunState::of), Optional.ofNullable(definition));
        return Answer.page(reading.list(visit.caller(), filter, paging.wanted()), ExecutionsResource::members);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(String body) {
        RequestFields fields = RequestFields.of(body);
        String definition = fields.text("workflow_definition_id");
        // There is one project, and the contract has refused all others.
        fields.optionalText("project_id");
        String name = fields.optionalText("name").orElse("");
        String args = fields.optionalObject("args").map(JsonObject::toString).orElse("");
        int priority = RunJson.priority(fields.optionalText("priority").orElse(USUAL_PRIORITY));
        fields.check();
        NewRun asked = new NewRun(Optional.empty(), definition, name, args, priority);
        Submitted submitted = await(submit(asked));
        ListedRun run = reading.started(visit.caller(), submitted.runId());
        return Answer.object(Response.Status.CREATED, json -> whole(json, run)).build();
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
        ListedRun run = reading.cancelled(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> whole(json, run)).build();
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        ListedRun run = reading.find(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> whole(json, run)).build();
    }

    @GET
    @Path("{id}/steps")
    public Response steps(@PathParam("id") String id, @BeanParam Paging paging) {
        RunSteps steps = reading.steps(visit.caller(), id, paging.wanted());
        return Answer.page(steps.page(), (json, step) -> BoardJson.step(json, step, steps.workflow()));
    }

    @GET
    @Path("{id}/comments")
    public Response comments(
            @PathParam("id") String id, @QueryParam("step_id") String stepId, @BeanParam Paging paging) {
        return Answer.page(
                commenting.ofRun(visit.caller(), id, Optional.ofNullable(stepId), paging.wanted()),
                CommentJson::members);
    }

    @POST
    @Path("{id}/comments")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response comment(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body);
        String text = fields.text("text");
        Optional<String> stepId = fields.optionalText("step_id");
        Optional<String> type = fields.optionalText("comment_type");
        fields.check();
        Comment made = commenting.add(visit.caller(), id, stepId, text, type);
        return Answer.object(Response.Status.CREATED, json -> CommentJson.members(json, made))
                .build();
    }

    @GET
    @Path("{id}/artifacts")
    public Response artifacts(@PathParam("id") String id, @BeanParam Paging paging) {
        return Answer.page(artifacts.ofRun(visit.caller(), id, paging.wanted()), ArtifactsResource::members);
    }

    private static void members(JsonGenerator json, ListedRun run) {
        BoardJson.listedRun(json, run);
        json.writeStartObject("workflow_definition");
        DefinitionJson.members(json, run.seen().definition());
        json.writeEnd();
    }

    private static void whole(JsonGenerator json, ListedRun run) {
        members(json, run);
        UsageJson.writeByModel(json, run.models());
        json.write("args", JsonText.parse(run.seen().run().args()).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }
}
