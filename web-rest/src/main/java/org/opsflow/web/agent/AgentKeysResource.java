package org.opsflow.web.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.agent.AgentKeys;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.web.identity.KeyJson;
import org.opsflow.web.shared.Visit;

/** {@code /api/agents/{id}/keys}. */
@Path("agents/{id}/keys")
@RequestScoped
public class AgentKeysResource {
    @Inject
    AgentKeys keys;

    @Inject
    Visit visit;

    @GET
    public Response list(@PathParam("id") String agent) {
        return KeyJson.list(keys.list(visit.caller(), agent));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@PathParam("id") String agent, String body) {
        return KeyJson.created(keys.create(visit.caller(), agent, KeyJson.wanted(body, Scopes.TASKS)));
    }

    @DELETE
    @Path("{key}")
    public Response revoke(@PathParam("id") String agent, @PathParam("key") String key) {
        keys.revoke(visit.caller(), agent, key);
        return Response.noContent().build();
    }
}
