package org.opsflow.web.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.identity.OwnSessions;
import org.opsflow.domain.identity.SignIn;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Visit;

/** {@code /api/auth/sessions}. */
@Path("auth/sessions")
@RequestScoped
public class SessionsResource {
    @Inject
    OwnSessions sessions;

    @Inject
    Visit visit;

    @GET
    public Response list() {
        return Answer.list(sessions.list(visit.caller()), this::members);
    }

    @DELETE
    public Response endOthers() {
        int ended = sessions.endOthers(visit.caller());
        return Answer.object(Response.Status.OK, json -> json.write("ended", ended))
                .build();
    }

    @DELETE
    @Path("{id}")
    public Response end(@PathParam("id") String id) {
        sessions.end(visit.caller(), id);
        return Response.noContent().build();
    }

    private void members(JsonGenerator json, SignIn session) {
        json.write("id", PublicId.SIGN_IN.of(session.id()))
                .write("current", sessions.isCurrent(visit.caller(), session))
                .write("address", session.address())
                .write("user_agent", session.userAgent())
                .write("created_at", session.createdAt().toString())
                .write("last_used_at", session.lastUsedAt().toString())
                .write("expires_at", session.expiresAt().toString());
    }
}
