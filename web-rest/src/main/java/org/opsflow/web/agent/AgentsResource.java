package org.opsflow.web.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentJson;
import org.opsflow.domain.agent.AgentRegistration;
import org.opsflow.domain.agent.AgentRetirement;
import org.opsflow.domain.agent.NewAgent;
import org.opsflow.domain.agent.RegisteredAgent;
import org.opsflow.domain.board.AgentReading;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.SeenAgent;
import org.opsflow.domain.claim.AgentPausing;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.Visit;

/** {@code /api/agents}. */
@Path("agents")
@RequestScoped
public class AgentsResource {
    @Inject
    AgentRegistration registration;

    @Inject
    AgentRetirement retirement;

    @Inject
    AgentPausing pausing;

    @Inject
    AgentReading reading;

    @Inject
    Visit visit;

    @GET
    public Response list(@BeanParam Paging paging) {
        return Answer.page(reading.list(visit.caller(), paging.wanted()), BoardJson::agent);
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        SeenAgent agent = reading.find(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> BoardJson.agent(json, agent))
                .build();
    }

    /** The answer is the same for one that is paused already. */
    @POST
    @Path("{id}/pause")
    public Response pause(@PathParam("id") String id) {
        pausing.pause(visit.caller(), id);
        return asItIs(id);
    }

    @POST
    @Path("{id}/resume")
    public Response resume(@PathParam("id") String id) {
        pausing.resume(visit.caller(), id);
        return asItIs(id);
    }

    private Response asItIs(String id) {
        SeenAgent agent = reading.paused(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> BoardJson.agent(json, agent))
                .build();
    }

    @POST
    @Path("{id}/retire")
    public Response retire(@PathParam("id") String id) {
        Agent retired = retirement.retire(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> AgentJson.members(json, retired, List.of(), Optional.empty()))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(String body) {
        RequestFields fields = RequestFields.of(body);
        NewAgent wanted = new NewAgent(
                fields.text("name"),
                fields.optionalText("id"),
                fields.optionalText("emoji"),
                fields.optionalText("color"));
        fields.check();
        RegisteredAgent registered = registration.register(visit.caller(), wanted);
        return Answer.object(Response.Status.CREATED, json -> {
                    json.writeStartObject("agent");
                    AgentJson.members(json, registered.agent(), List.of(), Optional.empty());
                    json.writeEnd();
                    json.write("api_key", registered.apiKey());
                })
                .build();
    }
}
