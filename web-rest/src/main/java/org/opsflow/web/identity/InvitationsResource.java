package org.opsflow.web.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.identity.Invitation;
import org.opsflow.domain.identity.InvitationAcceptance;
import org.opsflow.domain.identity.Invitations;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Anonymous;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.SessionCookie;
import org.opsflow.web.shared.Visit;

/** {@code /api/invitations}. */
@Path("invitations")
@RequestScoped
public class InvitationsResource {
    @Inject
    Invitations invitations;

    @Inject
    InvitationAcceptance acceptance;

    @Inject
    SessionCookie cookie;

    @Inject
    Visit visit;

    @GET
    public Response list() {
        return Answer.list(invitations.list(visit.caller()), InvitationsResource::members);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response invite(String body) {
        RequestFields fields = RequestFields.of(body);
        String email = fields.text("email");
        String role = fields.text("role");
        fields.check();
        Invitations.Made made = invitations.invite(visit.caller(), email, Role.of(role));
        return Answer.object(Response.Status.CREATED, json -> {
                    json.writeStartObject("invitation");
                    members(json, made.invitation());
                    json.writeEnd();
                    json.write("token", made.token());
                })
                .build();
    }

    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        invitations.revoke(visit.caller(), id);
        return Response.noContent().build();
    }

    @POST
    @Path("accept")
    @Anonymous
    @Consumes(MediaType.APPLICATION_JSON)
    public Response accept(String body) {
        RequestFields fields = RequestFields.of(body);
        String token = fields.text("token");
        String name = fields.text("name");
        String password = fields.text("password");
        fields.check();
        SessionToken opened = acceptance.accept(token, name, password, visit.visitor());
        return Response.noContent().cookie(cookie.holding(opened)).build();
    }

    private static void members(JsonGenerator json, Invitation invitation) {
        json.write("id", PublicId.INVITATION.of(invitation.id()))
                .write("email", invitation.email())
                .write("role", invitation.role().word())
                .write("invited_by", PublicId.PERSON.of(invitation.invitedBy()))
                .write("created_at", invitation.createdAt().toString())
                .write("expires_at", invitation.expiresAt().toString());
    }
}
