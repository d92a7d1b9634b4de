package org.opsflow.web.workflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.claim.GateAnswering;
import org.opsflow.domain.claim.GateJson;
import org.opsflow.domain.claim.GateReading;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.Visit;

/** {@code /api/gates}. */
@Path("gates")
@RequestScoped
public class GatesResource {
    @Inject
    GateReading reading;

    @Inject
    GateAnswering answering;

    @Inject
    Visit visit;

    @GET
    public Response list(
            @BeanParam Paging paging,
            @QueryParam("state") String state,
            @QueryParam("execution_id") String run,
            @QueryParam("step_id") String step,
            @QueryParam("agent_id") String agent) {
        GateReading.Wanted wanted = new GateReading.Wanted(
                Optional.ofNullable(state).map(Gate.State::of),
                Optional.ofNullable(run),
                Optional.ofNullable(step),
                Optional.ofNullable(agent));
        return Answer.page(reading.list(visit.caller(), wanted, paging.wanted()), GateJson::members);
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return shown(reading.find(visit.caller(), id));
    }

    @POST
    @Path("{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body);
        Gate.Answer answer = new Gate.Answer(
                fields.optionalText("text").orElse(""), fields.optionalText("choice"), fields.optionalFlag("approved"));
        fields.check();
        return shown(answering.answer(visit.caller(), id, answer));
    }

    private static Response shown(Gate gate) {
        return Answer.object(Response.Status.OK, json -> GateJson.members(json, gate))
                .build();
    }
}
