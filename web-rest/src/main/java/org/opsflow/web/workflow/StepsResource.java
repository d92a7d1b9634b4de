package org.opsflow.web.workflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.LogTail;
import org.opsflow.domain.board.StepDetail;
import org.opsflow.domain.board.StepLog;
import org.opsflow.domain.board.StepReading;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.ControlJson;
import org.opsflow.domain.claim.Steering;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.ByteAnswer;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.Visit;

/** {@code /api/workflow-steps}. */
@Path("workflow-steps/{id}")
@RequestScoped
public class StepsResource {
    private static final String TEXT = "text/plain;charset=UTF-8";

    @Inject
    StepReading steps;

    @Inject
    Steering steering;

    @Inject
    Visit visit;

    @GET
    public Response get(@PathParam("id") String id) {
        StepDetail step = steps.find(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> BoardJson.step(json, step))
                .build();
    }

    /** Told to the agent that works on the step. */
    @POST
    @Path("steer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response steer(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body);
        String text = fields.text("text");
        fields.check();
        Control asked = steering.steer(visit.caller(), id, text);
        return Answer.object(Response.Status.CREATED, json -> ControlJson.write(json, asked))
                .build();
    }

    /** The answer is the same for one that is paused already. */
    @POST
    @Path("pause")
    public Response pause(@PathParam("id") String id) {
        return answered(steering.pause(visit.caller(), id));
    }

    @POST
    @Path("resume")
    public Response resume(@PathParam("id") String id) {
        return answered(steering.resume(visit.caller(), id));
    }

    private static Response answered(Control asked) {
        return Answer.object(Response.Status.OK, json -> ControlJson.write(json, asked))
                .build();
    }

    @GET
    @Path("logs/{type}")
    @Produces("application/json;qs=1")
    public Response tail(
            @PathParam("id") String id, @PathParam("type") String type, @QueryParam("attempt") Integer attempt) {
        LogTail tail = steps.tail(visit.caller(), id, type(type), Optional.ofNullable(attempt));
        return Answer.object(Response.Status.OK, json -> members(json, tail)).build();
    }

    @GET
    @Path("logs/{type}")
    @Produces(TEXT + ";qs=0.5")
    public Response text(
            @PathParam("id") String id,
            @PathParam("type") String type,
            @QueryParam("attempt") Integer attempt,
            @HeaderParam("Range") String range) {
        Caller caller = visit.caller();
        StepLog log = steps.log(caller, id, type(type), Optional.ofNullable(attempt));
        return ByteAnswer.of(range, log.size(), TEXT, (from, length) -> steps.read(caller, log, from, length))
                .build();
    }

    /** The contract has refused every other word. */
    private static StepLog.Type type(String word) {
        return StepLog.Type.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void members(JsonGenerator json, LogTail tail) {
        json.write("type", tail.type().word())
                .write("step_id", PublicId.STEP.of(tail.stepId()))
                .write("attempt", tail.attempt())
                .write("content", tail.content())
                .write("offset", tail.offset())
                .write("size", tail.size())
                .write("truncated", tail.isTruncated());
    }
}
