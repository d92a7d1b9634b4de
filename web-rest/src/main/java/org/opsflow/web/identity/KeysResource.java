package org.opsflow.web.identity;

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
import org.opsflow.domain.identity.PersonalKeys;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.web.shared.Visit;

/** {@code /api/api-keys}. */
@Path("api-keys")
@RequestScoped
public class KeysResource {
    @Inject
    PersonalKeys keys;

    @Inject
    Visit visit;

    @GET
    public Response list() {
        return KeyJson.list(keys.list(visit.caller()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(String body) {
        return KeyJson.created(keys.create(visit.caller(), KeyJson.wanted(body, Scopes.ALL)));
    }

    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        keys.revoke(visit.caller(), id);
        return Response.noContent().build();
    }
}
