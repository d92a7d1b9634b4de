package org.opsflow.web.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentJson;
import org.opsflow.domain.agent.AgentRegistration;
import org.opsflow.domain.agent.AgentRetirement;
import org.opsflow.domain.agent.AgentSituation;
import org.opsflow.domain.agent.NewAgent;
import org.opsflow.domain.agent.RegisteredAgent;
import org.opsflow.domain.board.AgentReading;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.SeenAgent;
import org.opsflow.domain.claim.AgentConfiguring;
import org.opsflow.domain.claim.AgentErrorStoring;
import org.opsflow.domain.claim.AgentPausing;
import org.opsflow.domain.claim.AgentSettings;
import org.opsflow.domain.claim.LatestLoads;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;
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
    AgentConfiguring configuring;

    @Inject
    AgentErrorStoring errors;

    @Inject
    AgentReading reading;

    @Inject
    LatestLoads loads;

    @Inject
    Visit visit;

    @GET
    public Response list(@BeanParam Paging paging) {
        return Answer.page(reading.list(visit.caller(), paging.wanted()), BoardJson::agent);
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        SeenAgent seen = reading.find(visit.caller(), id);
        UUID workspaceId = visit.caller().workspaceId();
        String slug = seen.agent().slug();
        return Answer.object(
                        Response.Status.OK,
                        json -> BoardJson.agentUnderLoad(json, seen, instance -> loads.of(workspaceId, slug, instance)))
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

    /** The answer is the same for one that is over already. */
    @POST
    @Path("{id}/errors/{error}/dismiss")
    public Response dismiss(@PathParam("id") String id, @PathParam("error") String error) {
        errors.dismiss(visit.caller(), id, error);
        return asItIs(id);
    }

    private Response asItIs(String id) {
        SeenAgent agent = reading.updated(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> BoardJson.agent(json, agent))
                .build();
    }

    @GET
    @Path("{id}/settings")
    public Response settings(@PathParam("id") String id) {
        return answer(id, configuring.settings(visit.caller(), id));
    }

    /** All of them at once; each process of the agent is told. */
    @PUT
    @Path("{id}/settings")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response configure(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body);
        JsonObject settings = fields.optionalObject("settings").orElse(JsonValue.EMPTY_JSON_OBJECT);
        fields.check();
        return answer(id, Optional.of(configuring.configure(visit.caller(), id, settings)));
    }

    private static Response answer(String id, Optional<AgentSettings.Kept> kept) {
        return Answer.object(Response.Status.OK, json -> {
                    json.write("agent_id", id);
                    json.write(
                            "settings",
                            kept.flatMap(known -> JsonText.parseObject(known.json()))
                                    .orElse(JsonValue.EMPTY_JSON_OBJECT));
                    JsonText.member(
                            json, "changed_at", kept.map(AgentSettings.Kept::at).orElse(null));
                    kept.ifPresentOrElse(known -> changer(json, known), () -> json.writeNull("changed_by"));
                })
                .build();
    }

    private static void changer(JsonGenerator json, AgentSettings.Kept kept) {
        json.writeStartObject("changed_by").write("type", "person").write("id", PublicId.PERSON.of(kept.by()));
        kept.name().ifPresent(name -> json.write("name", name));
        json.writeEnd();
    }

    @POST
    @Path("{id}/retire")
    public Response retire(@PathParam("id") String id) {
        Agent retired = retirement.retire(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> AgentJson.members(json, retired, AgentSituation.NONE))
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
                    AgentJson.members(json, registered.agent(), AgentSituation.NONE);
                    json.writeEnd();
                    json.write("api_key", registered.apiKey());
                })
                .build();
    }
}
